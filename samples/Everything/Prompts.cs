using Everything.Questions;
using Fairlead;
using ModelContextProtocol.Protocol;

namespace Everything;

/// <summary>Prompts of every kind.</summary>
public sealed class Prompts
{
    /// <summary>What clients may offer while somebody types an argument.</summary>
    public static string[] Suggestions { get; } = ["paris", "park", "party", "test", "testing"];

    /// <summary>A prompt without arguments.</summary>
    [McpPrompt("test_simple_prompt")]
    public string Simple() => "This is a simple prompt for testing.";

    /// <summary>A prompt with arguments.</summary>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    [McpPrompt("test_prompt_with_arguments")]
    public string WithArguments([Complete(nameof(Suggestions))] string arg1, [Complete(nameof(Suggestions))] string arg2) => $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'";

    /// <summary>A prompt that brings a resource along.</summary>
    /// <param name="resourceUri">The resource's URI.</param>
    [McpPrompt("test_prompt_with_embedded_resource")]
    public IEnumerable<ContentBlock> WithEmbeddedResource(string resourceUri) =>
    [
        new EmbeddedResourceBlock
        {
            Resource = new TextResourceContents { Uri = resourceUri, MimeType = "text/plain", Text = "Embedded resource content for testing." },
        },
        new TextContentBlock { Text = "Please process the embedded resource above." },
    ];

    /// <summary>A prompt that brings an image along.</summary>
    [McpPrompt("test_prompt_with_image")]
    public IEnumerable<ContentBlock> WithImage() =>
    [
        ImageContentBlock.FromBytes(Samples.Pixel, "image/png"),
        new TextContentBlock { Text = "Please analyze the image above." },
    ];

    /// <summary>A prompt that asks the user before it is made.</summary>
    [McpPrompt("test_input_required_result_prompt")]
    public async Task<string> InputRequired(McpContext mcp, CancellationToken cancellationToken)
    {
        var answer = await mcp.ElicitAsync<PromptContext>("What context should the prompt use?", cancellationToken, key: "user_context");
        return $"Use this context: {answer.Value?.Context}";
    }
}
