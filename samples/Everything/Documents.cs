using Fairlead;

namespace Everything;

/// <summary>Resources of every kind.</summary>
public sealed class Documents
{
    /// <summary>A text that never changes.</summary>
    [McpResource("test://static-text", MimeType = "text/plain")]
    public string StaticText() => "This is the content of the static text resource.";

    /// <summary>An image that never changes.</summary>
    [McpResource("test://static-binary", MimeType = "image/png")]
    public byte[] StaticBinary() => Samples.Pixel;

    /// <summary>A text to subscribe to.</summary>
    [McpResource("test://watched-resource", MimeType = "text/plain")]
    public string WatchedResource() => "Watched resource content";

    /// <summary>What is known of an id.</summary>
    /// <param name="id">The id.</param>
    [McpResource("test://template/{id}/data", MimeType = "application/json")]
    public TemplateData TemplateData(string id) => new(id, true, $"Data for ID: {id}");
}
