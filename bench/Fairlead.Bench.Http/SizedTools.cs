namespace Fairlead.Bench.Http;

/// <summary>Tools whose cost is in their arguments, their results, or what they say meanwhile.</summary>
internal sealed class SizedTools
{
    /// <summary>How long a text is.</summary>
    [McpTool]
    public static int Measure(string text) => text.Length;

    /// <summary>A text of so many characters.</summary>
    [McpTool]
    public static string Repeat(int length) => new('x', length);

    /// <summary>Works in three steps, and says so.</summary>
    [McpTool]
    public static async Task<string> Work(string name, McpContext mcp)
    {
        for (var step = 1; step <= 3; step++) await mcp.ReportProgressAsync(step, 3);
        return $"Done, {name}.";
    }
}
