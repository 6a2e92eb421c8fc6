using System.ComponentModel;
using System.Text;
using Fairlead.Components;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>Writes what a prompt returned. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PromptResults
{
    /// <summary>Writes a text as one message of the user.</summary>
    /// <param name="call">The call.</param>
    /// <param name="text">The text; <see langword="null"/> is the empty text.</param>
    public static void Text(McpCall call, string? text) => Content(call, new TextContentBlock { Text = text ?? "" });

    /// <summary>Writes one block of content as a message of the user.</summary>
    /// <param name="call">The call.</param>
    /// <param name="block">The block; <see langword="null"/> is no message.</param>
    public static void Content(McpCall call, ContentBlock? block) =>
        Messages(call, block is null ? [] : [new PromptMessage { Role = Role.User, Content = block }]);

    /// <summary>Writes blocks of content, each as a message of the user.</summary>
    /// <param name="call">The call.</param>
    /// <param name="blocks">The blocks; <see langword="null"/> is no message.</param>
    public static void Contents(McpCall call, IEnumerable<ContentBlock>? blocks) =>
        Messages(call, blocks?.Select(block => new PromptMessage { Role = Role.User, Content = block }));

    /// <summary>Writes a message.</summary>
    /// <param name="call">The call.</param>
    /// <param name="message">The message; <see langword="null"/> is none.</param>
    public static void Message(McpCall call, PromptMessage? message) => Messages(call, message is null ? [] : [message]);

    /// <summary>Writes messages.</summary>
    /// <param name="call">The call.</param>
    /// <param name="messages">The messages; <see langword="null"/> is none.</param>
    public static void Messages(McpCall call, IEnumerable<PromptMessage>? messages)
    {
        ArgumentNullException.ThrowIfNull(call);
        Write(call, call.Component?.Description, messages ?? []);
    }

    /// <summary>Writes a result that the author made.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidOperationException">The result is <see langword="null"/>.</exception>
    public static void Result(McpCall call, GetPromptResult? result)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (result is null) throw new InvalidOperationException("The prompt returned null where a GetPromptResult is declared.");
        Write(call, result.Description ?? call.Component?.Description, result.Messages);
        if (result.Meta is { Count: > 0 } meta) call.Result.Meta = Encoding.UTF8.GetBytes(meta.ToJsonString());
    }

    private static void Write(McpCall call, string? description, IEnumerable<PromptMessage> messages)
    {
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        if (description is not null) writer.WriteString("description"u8, description);
        writer.WriteStartArray("messages"u8);
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, message.Role == Role.Assistant ? "assistant"u8 : "user"u8);
            writer.WritePropertyName("content"u8);
            ContentWriter.Write(writer, message.Content, call.Revision);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
