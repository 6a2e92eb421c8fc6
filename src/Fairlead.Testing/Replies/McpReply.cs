using System.Text.Json;
using Fairlead.Testing.Wires;

namespace Fairlead.Testing;

/// <summary>What came of a message: a result, an error, or nothing.</summary>
public class McpReply
{
    private readonly Dialogue _dialogue;
    private readonly Delivery _delivery;
    private readonly int _from;
    private readonly int _to;
    private readonly JsonElement _result;

    internal McpReply(JsonElement message, Delivery delivery, Dialogue dialogue, int from)
    {
        (Message, _delivery, _dialogue, _from, _to) = (message, delivery, dialogue, from, dialogue.Transcript.Mark);
        if (message.ValueKind != JsonValueKind.Object) return;
        if (message.TryGetProperty("result", out var result)) _result = result;
        if (message.TryGetProperty("error", out var error)) Error = McpError.Read(error);
    }

    internal McpReply(McpReply reply)
    {
        (Message, _delivery, _dialogue, _from, _to) = (reply.Message, reply._delivery, reply._dialogue, reply._from, reply._to);
        (_result, Error) = (reply._result, reply.Error);
    }

    /// <summary>The whole message of the server; <see cref="JsonValueKind.Undefined"/> where there was none.</summary>
    public JsonElement Message { get; }

    /// <summary>The error; <see langword="null"/> where there was none.</summary>
    public McpError? Error { get; }

    /// <summary>The status of the HTTP response; <see langword="null"/> on other transports.</summary>
    public int? Status => _delivery.Status;

    /// <summary>Everything that was sent and received from the request to its reply, a line each.</summary>
    public string Exchange => _dialogue.Describe(_from, _to);

    /// <summary>The result.</summary>
    /// <exception cref="McpTestException">There is none.</exception>
    public JsonElement Result => _result.ValueKind == JsonValueKind.Undefined
        ? throw Failure(Error is { } error ? $"There is no result, but an error: {error}" : "There is no result.")
        : _result;

    /// <summary>The server, or a tool, says that it failed.</summary>
    internal virtual bool IsFailure => Error is not null;

    internal bool AsksForInput => _result.ValueKind == JsonValueKind.Object && _result.TryGetProperty("resultType", out var type) && type.GetString() == "input_required";

    /// <summary>A header of the HTTP response.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or <see langword="null"/> where there is none.</returns>
    public string? Header(string name) => _delivery.Headers?.GetValueOrDefault(name);

    /// <summary>The request was answered with a JSON-RPC error.</summary>
    /// <param name="code">Its code. Default: any.</param>
    /// <param name="containing">A part of its message. Default: any.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It was not.</exception>
    public McpReply ShouldBeRefused(int? code = null, string? containing = null)
    {
        if (Error is not { } error) throw Expected(code is null ? "a JSON-RPC error" : $"the JSON-RPC error {code}", Describe());
        if (code is not null && error.Code != code) throw Expected($"the JSON-RPC error {code}", error.ToString());
        if (containing is not null && !error.Message.Contains(containing, StringComparison.Ordinal)) throw Expected($"an error whose message contains \"{containing}\"", error.ToString());
        return this;
    }

    /// <summary>The server has not replied, as to a notification.</summary>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It has.</exception>
    public McpReply ShouldBeNothing() => Message.ValueKind == JsonValueKind.Undefined && _delivery.Body.Length == 0 ? this : throw Expected("no reply", Describe());

    /// <summary>The HTTP response has a status.</summary>
    /// <param name="status">The status, such as 403.</param>
    /// <returns>This reply.</returns>
    /// <exception cref="McpTestException">It has another one, or the test does not run over HTTP.</exception>
    public McpReply ShouldHaveStatus(int status) => Status == status ? this : throw Expected($"HTTP {status}", Status is { } other ? $"HTTP {other}" : "no HTTP response; connect with Over.Http");

    internal McpTestException Failure(string what) => new($"{what}\n{Exchange}");

    internal McpTestException Expected(string expected, string actual) => Failure($"Expected {expected}\nbut was  {actual}");

    /// <summary>What the reply is, for the message of a failure.</summary>
    internal virtual string Describe() => Error is { } error ? $"the error {error}"
        : _result.ValueKind != JsonValueKind.Undefined ? _result.GetRawText()
        : Message.ValueKind != JsonValueKind.Undefined ? Message.GetRawText()
        : _delivery.Body.Length > 0 ? _delivery.Body : "nothing";

    /// <summary>A text is the expected one.</summary>
    internal void CheckText(string expected, string actual)
    {
        if (actual == expected) return;
        var at = expected.AsSpan().CommonPrefixLength(actual);
        throw Expected($"the text {Quote(expected)}", $"         {Quote(actual)}{(at > 0 ? $"\nthey differ from character {at} on" : "")}");
    }

    /// <summary>A text with quotes and visible line ends.</summary>
    internal static string Quote(string text) => $"\"{text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
