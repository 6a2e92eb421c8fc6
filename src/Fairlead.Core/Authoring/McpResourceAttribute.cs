using System.Diagnostics.CodeAnalysis;

namespace Fairlead;

/// <summary>
/// Serves a method as a resource (a fixed URI) or, where the URI has <c>{variables}</c>, as a resource template
/// (RFC 6570): the variables bind to the method's parameters by name.
/// </summary>
/// <param name="uri">An absolute URI or RFC 6570 template, such as <c>docs://overview</c> or <c>data://users/{id}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Design", "CA1054", Justification = "A template is not a URI, and attributes take constants.")]
[SuppressMessage("Design", "CA1056", Justification = "A template is not a URI, and attributes take constants.")]
public sealed class McpResourceAttribute(string uri) : ComponentAttribute(null)
{
    /// <summary>The resource's URI or URI template.</summary>
    public string Uri { get; } = uri;

    /// <summary>The MIME type of what the resource holds. Default: none; text results are then <c>text/plain</c>.</summary>
    public string? MimeType { get; set; }
}
