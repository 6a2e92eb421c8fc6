using Fairlead;
using ModelContextProtocol.Protocol;

namespace Everything;

/// <summary>Results of every kind.</summary>
public sealed class ContentTools
{
    /// <summary>Returns a text.</summary>
    [McpTool("test_simple_text", ReadOnly = true)]
    public string SimpleText() => "This is a simple text response for testing.";

    /// <summary>Returns an image.</summary>
    [McpTool("test_image_content", ReadOnly = true)]
    [return: Media("image/png")]
    public byte[] ImageContent() => Samples.Pixel;

    /// <summary>Returns a sound.</summary>
    [McpTool("test_audio_content", ReadOnly = true)]
    [return: Media("audio/wav")]
    public byte[] AudioContent() => Samples.Silence;

    /// <summary>Returns a resource within the result.</summary>
    [McpTool("test_embedded_resource", ReadOnly = true)]
    public ContentBlock EmbeddedResource() => new EmbeddedResourceBlock
    {
        Resource = new TextResourceContents { Uri = "test://embedded-resource", MimeType = "text/plain", Text = "This is an embedded resource content." },
    };

    /// <summary>Returns a text, an image and a resource.</summary>
    [McpTool("test_multiple_content_types", ReadOnly = true)]
    public IEnumerable<ContentBlock> MultipleContentTypes() =>
    [
        new TextContentBlock { Text = "Multiple content types test:" },
        ImageContentBlock.FromBytes(Samples.Pixel, "image/png"),
        new EmbeddedResourceBlock
        {
            Resource = new TextResourceContents { Uri = "test://mixed-content-resource", MimeType = "application/json", Text = """{"test":"data","value":123}""" },
        },
    ];

    /// <summary>Returns a link to a resource.</summary>
    [McpTool("test_resource_link", ReadOnly = true)]
    public ContentBlock ResourceLink() => new ResourceLinkBlock { Uri = "test://static-text", Name = "static-text", MimeType = "text/plain" };

    /// <summary>Always fails.</summary>
    [McpTool("test_error_handling")]
    public string ErrorHandling() => throw new ToolException("This tool intentionally returns an error for testing");
}
