using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Fairlead.Components;
using ModelContextProtocol.Protocol;

namespace Fairlead.Binding;

/// <summary>Writes what a resource returned. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResourceResults
{
    /// <summary>Writes a text.</summary>
    /// <param name="call">The call.</param>
    /// <param name="text">The text; with <see langword="null"/> the resource does not exist.</param>
    public static void Text(McpCall call, string? text)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (text is null)
        {
            call.ResourceNotFound();
            return;
        }

        var writer = Start(call);
        ResourceContentsWriter.WriteText(writer, call.Uri ?? "", MimeTypeOf(call) ?? "text/plain", text);
        End(writer);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bytes">The bytes; with <see langword="null"/> the resource does not exist.</param>
    /// <param name="mimeType">The MIME type that the method declares, or <see langword="null"/>.</param>
    public static void Blob(McpCall call, ReadOnlyMemory<byte>? bytes, string? mimeType)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (bytes is null)
        {
            call.ResourceNotFound();
            return;
        }

        var writer = Start(call);
        ResourceContentsWriter.WriteBlob(writer, call.Uri ?? "", mimeType ?? MimeTypeOf(call) ?? "application/octet-stream", bytes.Value.Span);
        End(writer);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bytes">The bytes; with <see langword="null"/> the resource does not exist.</param>
    /// <param name="mimeType">The MIME type that the method declares, or <see langword="null"/>.</param>
    public static void Blob(McpCall call, byte[]? bytes, string? mimeType) => Blob(call, bytes is null ? null : (ReadOnlyMemory<byte>?)bytes, mimeType);

    /// <summary>Writes what a stream holds, and disposes it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stream">The stream; with <see langword="null"/> the resource does not exist.</param>
    /// <param name="mimeType">The MIME type that the method declares, or <see langword="null"/>.</param>
    /// <returns>A task that completes when the stream has been read.</returns>
    public static async ValueTask BlobAsync(McpCall call, Stream? stream, string? mimeType)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (stream is null) call.ResourceNotFound();
        else Blob(call, await StreamBytes.ReadAsync(stream, call.CancellationToken).ConfigureAwait(false), mimeType);
    }

    /// <summary>Writes contents that the author made.</summary>
    /// <param name="call">The call.</param>
    /// <param name="contents">The contents; with <see langword="null"/> the resource does not exist.</param>
    public static void Contents(McpCall call, ResourceContents? contents) => AllContents(call, contents is null ? null : [contents]);

    /// <summary>Writes contents that the author made.</summary>
    /// <param name="call">The call.</param>
    /// <param name="contents">The contents; with <see langword="null"/> the resource does not exist.</param>
    public static void AllContents(McpCall call, IEnumerable<ResourceContents>? contents)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (contents is null)
        {
            call.ResourceNotFound();
            return;
        }

        var writer = Start(call);
        foreach (var item in contents) ResourceContentsWriter.Write(writer, item, call.Revision);
        End(writer);
    }

    /// <summary>Writes a result that the author made.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">The result; with <see langword="null"/> the resource does not exist.</param>
    public static void Result(McpCall call, ReadResourceResult? result)
    {
        AllContents(call, result?.Contents);
        if (result is null || call.Error is not null) return;
        if (result.TimeToLive is { } timeToLive) call.Result.TimeToLive = timeToLive;
        if (result.CacheScope is { } scope) call.Result.CacheScope = scope;
        if (result.Meta is { Count: > 0 } meta) call.Result.Meta = Encoding.UTF8.GetBytes(meta.ToJsonString());
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="value">The value; with <see langword="null"/> the resource does not exist.</param>
    /// <param name="write">Writes the value.</param>
    public static void Json<T>(McpCall call, T value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(write);
        if (value is null)
        {
            call.ResourceNotFound();
            return;
        }

        using var scratch = JsonScratch.Rent();
        write(scratch.Writer, value);
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteStartArray("contents"u8);
        writer.WriteStartObject();
        writer.WriteString("uri"u8, call.Uri);
        writer.WriteString("mimeType"u8, MimeTypeOf(call) ?? "application/json");
        writer.WriteString("text"u8, scratch.Written);
        writer.WriteEndObject();
        End(writer);
    }

    private static Utf8JsonWriter Start(McpCall call)
    {
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteStartArray("contents"u8);
        return writer;
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string? MimeTypeOf(McpCall call) => call.Component switch
    {
        Components.Resource resource => resource.MimeType,
        Components.ResourceTemplate template => template.MimeType,
        _ => null,
    };
}
