using System.Diagnostics.CodeAnalysis;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>
/// Serves a method as a resource (a fixed URI) or, where the URI has <c>{variables}</c>, as a resource template
/// (RFC 6570): the variables bind to the method's parameters by name.
/// </summary>
/// <param name="uri">
/// An absolute URI or RFC 6570 template, such as <c>docs://overview</c> or <c>data://users/{id}</c>. Default:
/// <c>resource://mcp/{name}</c>, with the parameters as query variables. On a lambda the URI of the call counts.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Design", "CA1054", Justification = "A template is not a URI, and attributes take constants.")]
[SuppressMessage("Design", "CA1056", Justification = "A template is not a URI, and attributes take constants.")]
public sealed class McpResourceAttribute(string? uri = null) : ComponentAttribute(null)
{
    /// <summary>The resource's URI or URI template, or <see langword="null"/> for the default.</summary>
    public string? Uri { get; } = uri;

    /// <summary>The MIME type of what the resource holds. Default: none; text results are then <c>text/plain</c>.</summary>
    public string? MimeType { get; set; }

    /// <summary>The size of what the resource holds, in bytes, where it never changes; not for templates. Default: none.</summary>
    /// <value>0 or more.</value>
    public long Size { get; set; }

    /// <summary>For whom the resource is: <see cref="Role.User"/>, <see cref="Role.Assistant"/> or both. Default: not said.</summary>
    public Role[]? Audience { get; set; }

    /// <summary>How much the resource matters: from 0, by the way, to 1, indispensable. Default: not said.</summary>
    /// <value>0 to 1.</value>
    public double Priority { get; set; }

    /// <summary>When what the resource holds was last changed, as ISO 8601 such as <c>2026-01-31T09:30:00Z</c>. Default: not said.</summary>
    public string? LastModified { get; set; }

    /// <summary>
    /// How long clients may keep what they read, such as <c>"30s"</c> or <c>"5m"</c> (<c>ttlMs</c>, SEP-2549). Default: the
    /// server's <c>TimeToLive</c>.
    /// </summary>
    public string? TimeToLive { get; set; }

    /// <summary>
    /// Who may keep it (<c>cacheScope</c>). <see cref="ModelContextProtocol.Protocol.CacheScope.Public"/> only where every caller
    /// reads the same: a cache between client and server may then give it to anybody. Default: the server's <c>CacheScope</c>, private.
    /// </summary>
    public CacheScope CacheScope { get; set; }
}
