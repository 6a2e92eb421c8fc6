using Fairlead;

namespace Everything;

/// <summary>Tools whose schemas have something to show.</summary>
public sealed class SchemaTools
{
    /// <summary>Has an argument that clients mirror in a header, so that proxies can route on it.</summary>
    /// <param name="region">The region whose servers should answer.</param>
    [McpTool("test_x_mcp_header", ReadOnly = true)]
    public string XMcpHeader([McpHeader("Region")] string region) => $"Answered in {region}.";
}
