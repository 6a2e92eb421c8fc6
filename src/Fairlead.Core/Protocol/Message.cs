using System.Text;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>
/// A JSON-RPC message, read in one pass: slices of its bytes for what the engine hands on, nothing decoded that nobody asked
/// for. All slices belong to the buffer that the message was read from.
/// </summary>
internal struct Message
{
    /// <summary>For what was read before, within <see cref="McpLimits.MaxDepth"/>, and is read again.</summary>
    public static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = 1024 };

    /// <summary>What the message is.</summary>
    public MessageKind Kind;

    /// <summary>Why the message is <see cref="MessageKind.Invalid"/>.</summary>
    public JsonRpcError? Fault;

    /// <summary>The id as sent, with its quotes; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Id;

    /// <summary>The method without quotes; escapes resolved.</summary>
    public ReadOnlyMemory<byte> Method;

    /// <summary><c>params</c>, or empty.</summary>
    public ReadOnlyMemory<byte> Params;

    /// <summary><c>params._meta</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Meta;

    /// <summary><c>params.arguments</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Arguments;

    /// <summary><c>params.name</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Name;

    /// <summary><c>params.uri</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Uri;

    /// <summary><c>params.cursor</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Cursor;

    /// <summary><c>params.protocolVersion</c> (of <c>initialize</c>) as sent, or empty.</summary>
    public ReadOnlyMemory<byte> OfferedVersion;

    /// <summary><c>params.requestId</c> (of <c>notifications/cancelled</c>) as sent, or empty.</summary>
    public ReadOnlyMemory<byte> CancelledId;

    /// <summary><c>params.level</c> (of <c>logging/setLevel</c>) as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Level;

    /// <summary><c>params.taskId</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> TaskId;

    /// <summary><c>params.inputResponses</c> (of a retried call, 2026-07-28) as sent, or empty.</summary>
    public ReadOnlyMemory<byte> InputResponses;

    /// <summary><c>params.requestState</c> (of a retried call, 2026-07-28) as sent, or empty.</summary>
    public ReadOnlyMemory<byte> RequestState;

    /// <summary>The <c>result</c> of a response as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Result;

    /// <summary>The <c>error</c> of a response as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Error;

    /// <summary>The protocol version in <c>_meta</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> MetaVersion;

    /// <summary>The client's capabilities in <c>_meta</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> MetaCapabilities;

    /// <summary>The client's identity in <c>_meta</c> as sent, or empty.</summary>
    public ReadOnlyMemory<byte> MetaClientInfo;

    /// <summary>The level of logs that the client wants with this request, as sent, or empty.</summary>
    public ReadOnlyMemory<byte> MetaLogLevel;

    /// <summary>The progress token as sent, or empty.</summary>
    public ReadOnlyMemory<byte> ProgressToken;

    /// <summary>How many members <see cref="Arguments"/> has.</summary>
    public int ArgumentCount;

    /// <summary>The text of a slice that holds a JSON string, or <see langword="null"/> where it holds something else.</summary>
    public static string? TextOf(ReadOnlyMemory<byte> slice) =>
        IsString(slice.Span) ? Encoding.UTF8.GetString(Unquote(slice).Span) : null;

    /// <summary>Whether a slice holds a JSON string.</summary>
    public static bool IsString(ReadOnlySpan<byte> slice) => slice is [(byte)'"', ..];

    /// <summary>Whether a slice holds a JSON object.</summary>
    public static bool IsObject(ReadOnlySpan<byte> slice) => slice is [(byte)'{', ..];

    /// <summary>A member of a JSON object as sent, or empty: for what too few methods need to be kept for every message.</summary>
    /// <param name="json">A JSON object that was read before, or empty.</param>
    /// <param name="name">The member's name.</param>
    public static ReadOnlyMemory<byte> Member(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        if (!IsObject(json.Span)) return default;
        var reader = new Utf8JsonReader(json.Span, AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found) return json[start..(int)reader.BytesConsumed];
        }

        return default;
    }

    /// <summary>The bytes of a JSON string without its quotes and escapes. Allocates only where there are escapes.</summary>
    public static ReadOnlyMemory<byte> Unquote(ReadOnlyMemory<byte> slice)
    {
        var inner = slice[1..^1];
        if (inner.Span.IndexOf((byte)'\\') < 0) return inner;
        var reader = new Utf8JsonReader(slice.Span);
        reader.Read();
        var bytes = new byte[inner.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }
}
