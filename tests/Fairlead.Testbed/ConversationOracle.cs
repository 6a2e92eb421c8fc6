using System.Text.Json;

namespace Fairlead.Testbed;

/// <summary>
/// Listens to a conversation and checks every message of the server against the schema of the revision in which it was sent.
/// Part of the clients that all tests use, so that none can forget it.
/// </summary>
public sealed class ConversationOracle
{
    private const string Modern = "2026-07-28";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Method, string? Revision)> _requests = new(StringComparer.Ordinal);
    private string? _agreed;
    private string? _named;

    /// <summary>The client has sent this, which need not be a message at all.</summary>
    /// <param name="message">The bytes, without a frame.</param>
    /// <param name="revision">The revision that a header names, where there is one.</param>
    public void Sent(ReadOnlySpan<byte> message, string? revision = null)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return;
            using (document) Remember(document.RootElement, revision);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What cannot be read has no method whose result could be checked.
        }
    }

    /// <summary>The client has said in which revision it speaks, without a message.</summary>
    public void Speaks(string revision)
    {
        lock (_lock) _named = revision;
    }

    /// <summary>The server has sent this.</summary>
    /// <exception cref="InvalidOperationException">It is not valid in its revision.</exception>
    public void Received(string message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        var messages = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root };
        foreach (var one in messages) Check(one);
    }

    private void Remember(JsonElement root, string? revision)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in root.EnumerateArray()) Remember(one, revision);
            return;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id", out var id) || !root.TryGetProperty("method", out var method)) return;
        var own = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object
            && parameters.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("io.modelcontextprotocol/protocolVersion", out var version) ? version.GetString() : null;
        if (method.GetString() is not { } name) return;
        lock (_lock) _requests[id.GetRawText()] = (name, own ?? revision ?? (name == "server/discover" ? Modern : null));
    }

    private void Check(JsonElement message)
    {
        var id = message.TryGetProperty("id", out var given) ? given.GetRawText() : "";
        var (method, revision) = (default(string), default(string));
        lock (_lock)
        {
            if (!message.TryGetProperty("method", out _) && _requests.TryGetValue(id, out var request)) (method, revision) = request;
            if (method == "initialize" && message.TryGetProperty("result", out var result)) _agreed = revision = result.GetProperty("protocolVersion").GetString();
        }

        revision ??= IsTagged(message) ? Modern : _agreed ?? _named ?? (method == "ping" ? "2025-11-25" : Modern);
        ProtocolSchemas.Check(Known(revision), method, message);
    }

    private static bool IsTagged(JsonElement message) => message.TryGetProperty("params", out var parameters)
        && parameters.TryGetProperty("_meta", out var meta)
        && meta.TryGetProperty("io.modelcontextprotocol/subscriptionId", out _);

    // An error about a revision that does not exist is of the newest.
    private static string Known(string revision) => revision is "2024-11-05" or "2025-03-26" or "2025-06-18" or "2025-11-25" ? revision : Modern;
}
