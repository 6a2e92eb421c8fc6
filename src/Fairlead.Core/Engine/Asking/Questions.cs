using System.Buffers;
using System.Text.Json;
using Fairlead.Binding;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Engine.Asking;

/// <summary>What clients can be asked, as their revision says it, and how the answers are read.</summary>
internal static class Questions
{
    private const string Elicit = "elicitation/create";

    /// <summary>Asks the user to fill in a form.</summary>
    public static Question Form(string key, ReadOnlyMemory<byte> schema, string message, ProtocolRevision revision) => new(key, Elicit, Object(writer =>
    {
        if (revision.HasElicitationModes) writer.WriteString("mode"u8, "form"u8);
        writer.WriteString("message"u8, message);
        writer.WritePropertyName("requestedSchema"u8);
        writer.WriteRawValue(schema.Span, skipInputValidation: true);
    }));

    /// <summary>Sends the user to a page.</summary>
    public static Question Page(string key, Uri url, string message, ProtocolRevision revision) => new(key, Elicit, Object(writer =>
    {
        writer.WriteString("mode"u8, "url"u8);
        writer.WriteString("message"u8, message);
        writer.WriteString("url"u8, url.AbsoluteUri);
        if (revision.HasElicitationIds) writer.WriteString("elicitationId"u8, Guid.NewGuid());
    }));

    /// <summary>Asks the client's model.</summary>
    public static Question Sampling(string key, CreateMessageRequestParams request) =>
        new(key, "sampling/createMessage", JsonSerializer.SerializeToUtf8Bytes(request, SdkJson.Of<CreateMessageRequestParams>()));

    /// <summary>Asks for the directories that the client shares.</summary>
    public static Question Roots(string key) => new(key, "roots/list", "{}"u8.ToArray());

    /// <summary>Reads what a user did with a form.</summary>
    public static ElicitFormReader<Elicited<T>> ReaderOf<T>(ElicitFormReader<T> form) => (ReadOnlyMemory<byte> json, out Elicited<T>? elicited) =>
    {
        elicited = null;
        if (!TryReadAction(json, out var action)) return "action: must be accept, decline or cancel.";
        var value = default(T);
        if (action == ElicitAction.Accept)
        {
            var content = Message.Member(json, "content"u8);
            if (!Message.IsObject(content.Span)) return "content: required; it must be an object.";
            if (form(content, out value) is { } problems) return problems;
        }

        elicited = new(action, value);
        return null;
    };

    /// <summary>Reads what a user did with a page.</summary>
    public static string? ReadAction(ReadOnlyMemory<byte> json, out ElicitAction action) =>
        TryReadAction(json, out action) ? null : "action: must be accept, decline or cancel.";

    private static bool TryReadAction(ReadOnlyMemory<byte> json, out ElicitAction action)
    {
        var text = Message.TextOf(Message.Member(json, "action"u8));
        action = text switch
        {
            "accept" => ElicitAction.Accept,
            "decline" => ElicitAction.Decline,
            _ => ElicitAction.Cancel,
        };
        return text is "accept" or "decline" or "cancel";
    }

    private static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Envelope.WriterOptions);
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
