using System.Text.Json;
using Fairlead.Protocol;
using ModelContextProtocol.Protocol;

namespace Fairlead.Components;

/// <summary>
/// The result of a call: one JSON object as UTF-8 bytes, without the members that the engine adds
/// (<c>resultType</c>, <c>_meta</c>, caching hints).
/// </summary>
public sealed class McpResult : IDisposable
{
    private static readonly byte[] EmptyObject = [.. "{}"u8];

    private readonly PooledBuffer _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private ReadOnlyMemory<byte> _shared;

    /// <summary>Creates an empty result.</summary>
    public McpResult() => _writer = new Utf8JsonWriter(_buffer, Envelope.WriterOptions);

    /// <summary>Whether a tool says that it failed (<c>isError</c>).</summary>
    public bool IsError { get; set; }

    /// <summary>Whether nothing has been written.</summary>
    public bool IsEmpty => _shared.IsEmpty && _buffer.WrittenCount + _writer.BytesPending == 0;

    /// <summary>
    /// Whether the result is a question to the client (<c>input_required</c>, 2026-07-28), which will call again: nothing to
    /// keep for others, and not yet what the component has to say.
    /// </summary>
    public bool IsInputRequired => Type == ResultType.InputRequired;

    /// <summary>What the result is.</summary>
    internal ResultType Type { get; private set; }

    /// <summary>The members of the result's <c>_meta</c>: a JSON object in UTF-8, or empty.</summary>
    public ReadOnlyMemory<byte> Meta { get; set; }

    /// <summary>How long a client may cache the result, where the component said so.</summary>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>Who may cache the result, where the component said so.</summary>
    public CacheScope? CacheScope { get; set; }

    /// <summary>The result written so far: a JSON object in UTF-8. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Json
    {
        get
        {
            if (!_shared.IsEmpty) return _shared;
            _writer.Flush();
            return _buffer.WrittenMemory;
        }
    }

    /// <summary>
    /// Drops what was written and gives a writer for the new result: write exactly one JSON object. Text is escaped only
    /// where JSON demands it.
    /// </summary>
    public Utf8JsonWriter Rewrite()
    {
        Clear();
        return _writer;
    }

    /// <summary>As <see cref="Rewrite"/>, for a result that is not what was asked for.</summary>
    internal Utf8JsonWriter RewriteAs(ResultType type)
    {
        var writer = Rewrite();
        Type = type;
        return writer;
    }

    /// <summary>Replaces the result.</summary>
    /// <param name="json">One JSON object in UTF-8, copied as it is.</param>
    public void SetJson(ReadOnlySpan<byte> json)
    {
        Clear();
        _buffer.Write(json);
    }

    /// <summary>Replaces the result by an empty object.</summary>
    internal void SetEmpty() => SetShared(EmptyObject);

    /// <summary>Replaces the result by bytes that others use too and nobody changes, without copying them.</summary>
    internal void SetShared(ReadOnlyMemory<byte> json)
    {
        Clear();
        _shared = json;
    }

    /// <summary>Replaces the result by one text, as a tool that succeeded.</summary>
    /// <param name="text">The text.</param>
    public void SetText(string text) => SetText(text, isError: false);

    /// <summary>Replaces the result by one text, as a tool that failed.</summary>
    /// <param name="message">What went wrong, for the model.</param>
    public void SetError(string message) => SetText(message, isError: true);

    /// <summary>Drops what was written.</summary>
    public void Clear()
    {
        _writer.Reset();
        _buffer.Clear();
        _shared = default;
        IsError = false;
        Type = ResultType.Complete;
        Meta = default;
        TimeToLive = null;
        CacheScope = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _buffer.Dispose();
    }

    private void SetText(string text, bool isError)
    {
        var writer = Rewrite();
        writer.WriteStartObject();
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (isError) writer.WriteBoolean("isError"u8, true);
        writer.WriteEndObject();
        IsError = isError;
    }
}
