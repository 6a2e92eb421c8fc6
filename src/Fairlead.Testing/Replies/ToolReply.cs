using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Testing.Surface;
using ModelContextProtocol.Protocol;

namespace Fairlead.Testing;

/// <summary>What came of a tool call.</summary>
public sealed class ToolReply : McpReply
{
    private CallToolResult? _content;

    internal ToolReply(McpReply reply) : base(reply)
    {
    }

    /// <summary>The tool, or the server on its behalf, says that it failed.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public bool IsError => Result.TryGetProperty("isError", out var isError) && isError.GetBoolean();

    internal override bool IsFailure => Error is not null || IsError;

    /// <summary>The content.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public IList<ContentBlock> Content => (_content ??= JsonText.Read<CallToolResult>(Result)).Content;

    /// <summary>The texts of the content, a line each; empty where there are none.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public string Text => string.Join('\n', Content.OfType<TextContentBlock>().Select(block => block.Text));

    /// <summary>The structured result; <see langword="null"/> where there is none.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public JsonElement? Structured => Result.TryGetProperty("structuredContent", out var structured) ? structured : null;

    /// <summary>The tool succeeded.</summary>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    public ToolReply ShouldSucceed() => Error is null && !IsError ? this : throw Expected("success", Describe());

    /// <summary>The tool succeeded with a text and nothing else.</summary>
    /// <param name="expected">The text.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    public ToolReply ShouldBeText(string expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ShouldSucceed();
        if (Content is not [TextContentBlock]) throw Expected($"the text {Quote(expected)} alone", Describe());
        CheckText(expected, Text);
        return this;
    }

    /// <summary>The tool succeeded, and its texts have a part.</summary>
    /// <param name="part">The part.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not, or they have not.</exception>
    public ToolReply ShouldContainText(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        ShouldSucceed();
        return Text.Contains(part, StringComparison.Ordinal) ? this : throw Expected($"a text that contains {Quote(part)}", Describe());
    }

    /// <summary>The call ended with an error that the model reads (<c>isError</c>): a <see cref="ToolException"/>, wrong arguments, a timeout.</summary>
    /// <param name="containing">A part of what the model reads. Default: anything.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    public ToolReply ShouldBeError(string? containing = null)
    {
        if (Error is not null || !IsError) throw Expected("an error that the model reads (isError)", Describe());
        return containing is null || Text.Contains(containing, StringComparison.Ordinal) ? this : throw Expected($"an error that contains {Quote(containing)}", Describe());
    }

    /// <summary>The tool succeeded with a structured result, compared as JSON.</summary>
    /// <param name="expected">The result: JSON.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    public ToolReply ShouldHaveStructured([StringSyntax(StringSyntaxAttribute.Json)] string expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return ShouldHaveStructured(JsonNode.Parse(expected));
    }

    /// <summary>The tool succeeded with a structured result, compared as JSON.</summary>
    /// <param name="expected">The result: an object of any type, whose members become camelCase.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    [RequiresUnreferencedCode(JsonText.Reflection.Unreferenced)]
    [RequiresDynamicCode(JsonText.Reflection.Dynamic)]
    public ToolReply ShouldHaveStructured(object expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return ShouldHaveStructured(JsonText.WriteAny(expected));
    }

    /// <summary>The tool succeeded with a structured result, compared as JSON.</summary>
    /// <param name="expected">The result.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It did not.</exception>
    public ToolReply ShouldHaveStructured(JsonNode? expected)
    {
        ShouldSucceed();
        if (Structured is not { } structured) throw Expected($"the structured result {expected?.ToJsonString() ?? "null"}", "none: " + Describe());
        var actual = JsonNode.Parse(structured.GetRawText());
        if (JsonNode.DeepEquals(expected, actual)) return this;
        throw Failure($"The structured result is another one:\n{string.Join('\n', JsonDifference.Between(expected, actual))}");
    }

    /// <summary>Reads the structured result.</summary>
    /// <typeparam name="T">The type, whose members are camelCase in JSON.</typeparam>
    /// <exception cref="McpTestException">There is none, or it is none of that type.</exception>
    [RequiresUnreferencedCode(JsonText.Reflection.Unreferenced)]
    [RequiresDynamicCode(JsonText.Reflection.Dynamic)]
    public T StructuredAs<T>()
    {
        ShouldSucceed();
        if (Structured is not { } structured) throw Expected("a structured result", "none: " + Describe());
        try
        {
            return structured.Deserialize<T>(JsonText.Reflection.Options) ?? throw Expected($"a {typeof(T).Name}", "null");
        }
        catch (JsonException exception)
        {
            throw Expected($"a {typeof(T).Name}", $"{structured.GetRawText()}: {exception.Message}");
        }
    }

    internal override string Describe() => Error is null && IsError ? $"the error that the model reads: {Quote(Text)}"
        : Error is null && Content is [TextContentBlock] && Structured is null ? $"the text {Quote(Text)}" : base.Describe();
}
