using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>How a server describes a resource or a resource template.</summary>
public sealed class ResourceDefinition : McpDefinition
{
    internal ResourceDefinition(JsonElement json) : base("resource", json)
    {
    }

    /// <summary>The URI or URI template.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "A template is not a URI.")]
    public string Uri => Text("uri") ?? Text("uriTemplate") ?? "";

    /// <summary>Whether it is a template.</summary>
    public bool IsTemplate => Json.TryGetProperty("uriTemplate", out _);

    /// <summary>The MIME type; <see langword="null"/> where there is none.</summary>
    public string? MimeType => Text("mimeType");

    /// <summary>The content has a MIME type.</summary>
    /// <param name="mimeType">The MIME type.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It has another one, or none.</exception>
    public ResourceDefinition ShouldHaveMimeType(string mimeType) => MimeType == mimeType ? this : throw Expected($"the MIME type {mimeType}", MimeType ?? "none");

    /// <summary>The description tells something.</summary>
    /// <param name="part">A part of the description.</param>
    /// <returns>This definition.</returns>
    /// <exception cref="McpTestException">It does not.</exception>
    public ResourceDefinition ShouldDescribe(string part)
    {
        CheckDescription(part);
        return this;
    }
}
