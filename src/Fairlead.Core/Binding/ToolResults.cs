using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Fairlead.Components;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>Writes what a tool returned. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolResults
{
    /// <summary>Writes a result without content.</summary>
    /// <param name="call">The call.</param>
    public static void Empty(McpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Result.SetJson("""{"content":[]}"""u8);
    }

    /// <summary>Writes a text.</summary>
    /// <param name="call">The call.</param>
    /// <param name="text">The text; <see langword="null"/> is the empty text.</param>
    public static void Text(McpCall call, string? text)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Result.SetText(text ?? "");
    }

    /// <summary>Writes one block of content.</summary>
    /// <param name="call">The call.</param>
    /// <param name="block">The block; <see langword="null"/> is no content.</param>
    public static void Content(McpCall call, ContentBlock? block) => Contents(call, block is null ? [] : [block]);

    /// <summary>Writes blocks of content.</summary>
    /// <param name="call">The call.</param>
    /// <param name="blocks">The blocks; <see langword="null"/> is no content.</param>
    public static void Contents(McpCall call, IEnumerable<ContentBlock>? blocks)
    {
        ArgumentNullException.ThrowIfNull(call);
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        ContentWriter.WriteArray(writer, blocks ?? [], call.Revision);
        writer.WriteEndObject();
    }

    /// <summary>Writes a result that the author made.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidOperationException">The result is <see langword="null"/>.</exception>
    public static void Result(McpCall call, CallToolResult? result)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (result is null) throw new InvalidOperationException("The tool returned null where a CallToolResult is declared.");
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        ContentWriter.WriteArray(writer, result.Content ?? [], call.Revision);
        if (result.StructuredContent is { } structured && MayHold(call, structured))
        {
            writer.WritePropertyName("structuredContent"u8);
            structured.WriteTo(writer);
        }

        if (result.IsError == true) writer.WriteBoolean("isError"u8, true);
        writer.WriteEndObject();
        call.Result.IsError = result.IsError == true;
        if (result.Meta is { Count: > 0 } meta) call.Result.Meta = Encoding.UTF8.GetBytes(meta.ToJsonString());
    }

    /// <summary>Writes bytes of a declared type: an image, a sound or an embedded resource.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mimeType">Their MIME type.</param>
    public static void Media(McpCall call, ReadOnlyMemory<byte> bytes, string mimeType) => Content(call, MediaContent.Create(bytes, mimeType, call));

    /// <summary>Writes what a stream holds, and disposes it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stream">The stream; <see langword="null"/> is no content.</param>
    /// <param name="mimeType">Its MIME type.</param>
    /// <returns>A task that completes when the stream has been read.</returns>
    public static async ValueTask MediaAsync(McpCall call, Stream? stream, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (stream is null) Empty(call);
        else Media(call, await StreamBytes.ReadAsync(stream, call.CancellationToken).ConfigureAwait(false), mimeType);
    }

    /// <summary>Writes a value as structured content, and its JSON as text.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes the value.</param>
    /// <param name="wrapped">Whether clients before 2026-07-28 get it as <c>{"result": value}</c>, since it is no object.</param>
    public static void Structured<T>(McpCall call, T value, Action<Utf8JsonWriter, T> write, bool wrapped)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(write);
        using var scratch = JsonScratch.Rent();
        write(scratch.Writer, value);
        Write(call, scratch.Written, wrapped);
    }

    /// <summary>Collects a sequence and writes it as a structured array, and its JSON as text.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes an item.</param>
    /// <returns>A task that completes when the sequence has ended.</returns>
    public static async ValueTask StructuredAsync<T>(McpCall call, IAsyncEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        List<T> all = [];
        await foreach (var item in items.WithCancellation(call.CancellationToken).ConfigureAwait(false)) all.Add(item);
        Structured(call, (all, write), static (writer, list) =>
        {
            writer.WriteStartArray();
            foreach (var item in list.all) list.write(writer, item);
            writer.WriteEndArray();
        }, wrapped: true);
    }

    /// <summary>Sends each text of a sequence as progress when it comes, and writes the whole.</summary>
    /// <param name="call">The call.</param>
    /// <param name="items">The texts.</param>
    /// <returns>A task that completes when the sequence has ended.</returns>
    public static async ValueTask TextsAsync(McpCall call, IAsyncEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(items);
        var whole = new StringBuilder();
        var count = 0;
        await foreach (var item in items.WithCancellation(call.CancellationToken).ConfigureAwait(false))
        {
            whole.Append(item);
            await call.Context.ReportProgressAsync(++count, message: item).ConfigureAwait(false);
        }

        Text(call, whole.ToString());
    }

    private static bool MayHold(McpCall call, JsonElement structured) =>
        call.Revision.HasStructuredContent && (call.Revision.HasAnyStructuredContent || structured.ValueKind == JsonValueKind.Object);

    private static void Write(McpCall call, ReadOnlySpan<byte> json, bool wrapped)
    {
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, json);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (call.Revision.HasStructuredContent)
        {
            var wrap = wrapped && !call.Revision.HasAnyStructuredContent;
            if (wrap) writer.WriteStartObject("structuredContent"u8);
            writer.WritePropertyName(wrap ? "result"u8 : "structuredContent"u8);
            writer.WriteRawValue(json, skipInputValidation: true);
            if (wrap) writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
