using ModelContextProtocol.Protocol;

namespace Fairlead.Testing;

/// <summary>What came of asking for a prompt.</summary>
public sealed class PromptReply : McpReply
{
    private GetPromptResult? _content;

    internal PromptReply(McpReply reply) : base(reply)
    {
    }

    /// <summary>The messages.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public IList<PromptMessage> Messages => (_content ??= JsonText.Read<GetPromptResult>(Result)).Messages;

    /// <summary>The texts of the messages, a line each; empty where there are none.</summary>
    /// <exception cref="McpTestException">There is no result.</exception>
    public string Text => string.Join('\n', Messages.Select(message => message.Content).OfType<TextContentBlock>().Select(block => block.Text));

    /// <summary>The prompt is one message with a text.</summary>
    /// <param name="expected">The text.</param>
    /// <param name="role">Who says it. Default: anybody.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It is not, or was refused.</exception>
    public PromptReply ShouldBeText(string expected, Role? role = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (Messages is not [{ Content: TextContentBlock } message]) throw Expected($"one message with the text {Quote(expected)}", Describe());
        CheckText(expected, Text);
        return role is null || message.Role == role ? this : throw Expected($"a message of {role}", $"one of {message.Role}");
    }

    /// <summary>The texts of the messages have a part.</summary>
    /// <param name="part">The part.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">They have not, or the prompt was refused.</exception>
    public PromptReply ShouldContainText(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Text.Contains(part, StringComparison.Ordinal) ? this : throw Expected($"a text that contains {Quote(part)}", Describe());
    }
}
