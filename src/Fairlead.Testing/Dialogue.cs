using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocol;
using Fairlead.Testing.Recording;
using Fairlead.Testing.Wires;

namespace Fairlead.Testing;

/// <summary>The client's side of the protocol: requests find their replies, questions their answers, notifications their recorders.</summary>
internal sealed class Dialogue : IAsyncDisposable
{
    // More rounds than any server may ask.
    private const int MaxRounds = 200;

    private readonly Wire _wire;
    private readonly McpTestOptions _options;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<McpTestException> _unanswered = new();
    private readonly RequestWriter _requests;
    private TaskCompletionSource<JsonElement>? _nameless;
    private long _lastId;

    public Dialogue(Wire wire, McpTestOptions options, Transcript transcript)
    {
        _wire = wire;
        _options = options;
        Transcript = transcript;
        Revision = options.Revision;
        _requests = new(options);
        Recorders = new(options.Timeout, Describe);
        wire.Received = Take;
        wire.Noted = transcript.Note;
        wire.Ended = End;
    }

    public ProtocolRevision Revision { get; }

    public Transcript Transcript { get; }

    public Recorders Recorders { get; }

    /// <summary>Opens the conversation where the revision has such.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!Revision.HasSessions) return;
        var reply = await RequestAsync(MethodNames.Initialize, _requests.Initialize(), cancellationToken).ConfigureAwait(false);
        if (reply.Error is not null) throw reply.Failure("The server did not open a conversation.");
        Initialized = reply.Result;
        var agreed = Initialized.GetProperty("protocolVersion").GetString();
        if (agreed != Revision.Version) throw reply.Failure($"The test speaks {Revision}, and the server wants {agreed}. Does McpServerOptions.Revisions have {Revision}?");
        await NotifyAsync(MethodNames.Initialized, cancellationToken).ConfigureAwait(false);
        await _wire.OpenedAsync().ConfigureAwait(false);
        if (_requests.Level is { } level && Initialized.GetProperty("capabilities").TryGetProperty("logging", out _))
        {
            await RequestAsync(MethodNames.SetLevel, new JsonObject { ["level"] = level }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What <c>initialize</c> was answered with.</summary>
    public JsonElement Initialized { get; private set; }

    /// <summary>Sends a request and, as often as the server asks for something first, the answers.</summary>
    public async Task<McpReply> RequestAsync(string method, JsonObject? parameters, CancellationToken cancellationToken)
    {
        var mark = Transcript.Mark;
        var before = _unanswered.Count;
        var attempt = parameters ?? [];
        IReadOnlyList<KeyValuePair<string, string>>? mirrored = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var reply = await AskAsync(method, (JsonObject)attempt.DeepClone(), mirrored, mark, cancellationToken).ConfigureAwait(false);
            if (_unanswered.Count > before) throw reply.Failure(_unanswered.Last().Message);
            if (reply.Error is { Code: ErrorCodes.HeaderMismatch } && mirrored is null && method == MethodNames.ToolsCall)
            {
                // SEP-2243: a client that did not know which arguments to mirror looks, and tries again.
                mirrored = await MirroredAsync(attempt, cancellationToken).ConfigureAwait(false);
                if (mirrored.Count > 0) continue;
            }

            if (!reply.AsksForInput) return reply;
            attempt = (JsonObject)(parameters ?? []).DeepClone();
            attempt["inputResponses"] = Answer(reply);
            if (reply.Result.TryGetProperty("requestState", out var state)) attempt["requestState"] = JsonNode.Parse(state.GetRawText());
        }

        throw new McpTestException($"The server has asked {MaxRounds} times and is still not done with {method}.\n{Describe(mark)}");
    }

    /// <summary>Sends a request whose reply nobody waits for.</summary>
    public Task StartAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = NextId();
        return SendAsync(_requests.Write(id, method, parameters), method, null, null, cancellationToken);
    }

    /// <summary>Sends a notification.</summary>
    public Task NotifyAsync(string method, CancellationToken cancellationToken) =>
        SendAsync(JsonText.Line(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method }), method, null, null, cancellationToken);

    /// <summary>Sends anything.</summary>
    public async Task<McpReply> SendRawAsync(string text, CancellationToken cancellationToken)
    {
        var mark = Transcript.Mark;
        var raw = RawMessage.Read(text);
        var waiting = raw.ExpectsReply ? NewWaiting() : null;
        if (waiting is not null && raw.Id is { } id) _waiting[id] = waiting;

        // What the server could not read it answers without an id.
        if (waiting is not null) _nameless = waiting;
        try
        {
            var delivery = await SendAsync(text, raw.Method, raw.Name, null, cancellationToken).ConfigureAwait(false);
            if (waiting is null || await EndsWithoutReplyAsync(delivery, waiting, RawMessage.Title, mark, cancellationToken).ConfigureAwait(false)) return new(default, delivery, this, mark);
            return new(await WaitAsync(waiting.Task, RawMessage.Title, mark, cancellationToken).ConfigureAwait(false), delivery, this, mark);
        }
        finally
        {
            if (raw.Id is { } known) _waiting.TryRemove(known, out _);
            _nameless = null;
        }
    }

    public string Describe() => Describe(0);

    public string Describe(int from, int? to = null) => Transcript.Describe(from, to);

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _waiting.Keys) await CancelAsync(id).ConfigureAwait(false);
        await _wire.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<McpReply> AskAsync(string method, JsonObject parameters, IReadOnlyList<KeyValuePair<string, string>>? mirrored, int mark, CancellationToken cancellationToken)
    {
        var id = NextId();
        var waiting = _waiting[id] = NewWaiting();
        var name = (parameters["name"] ?? parameters["uri"] ?? parameters["taskId"])?.GetValue<string>();
        using var interest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isOver = false;
        try
        {
            var delivery = await SendAsync(_requests.Write(id, method, parameters), method, name, mirrored, interest.Token).ConfigureAwait(false);
            isOver = await EndsWithoutReplyAsync(delivery, waiting, method, mark, interest.Token).ConfigureAwait(false);
            if (isOver) throw new McpTestException($"{method} got no reply, but HTTP {delivery.Status}{(delivery.Body.Length > 0 ? ": " + delivery.Body : ".")}\n{Describe(mark)}");
            return new(await WaitAsync(waiting.Task, method, mark, interest.Token).ConfigureAwait(false), delivery, this, mark);
        }
        finally
        {
            if (!isOver && !waiting.Task.IsCompleted && method != MethodNames.Initialize) await CancelAsync(id).ConfigureAwait(false);
            _waiting.TryRemove(id, out _);

            // Closes the stream of the reply, which is how it is said over HTTP from 2026-07-28 on that nobody waits any more.
            await interest.CancelAsync().ConfigureAwait(false);
        }
    }

    // What nobody waits for any more must not keep the server from stopping.
    private async Task CancelAsync(string id)
    {
        if (!Revision.HasSessions && _wire is not LineWire) return;
        var parameters = new JsonObject { ["requestId"] = JsonNode.Parse(id) };
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = MethodNames.Cancelled, ["params"] = parameters };
        await TrySendAsync(JsonText.Line(message), MethodNames.Cancelled).ConfigureAwait(false);
    }

    private async Task TrySendAsync(string text, string? method)
    {
        try
        {
            await SendAsync(text, method, null, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            Transcript.Note("That could not be sent: " + exception.Message);
        }
    }

    private Task<Delivery> SendAsync(string text, string? method, string? name, IReadOnlyList<KeyValuePair<string, string>>? mirrored, CancellationToken cancellationToken)
    {
        Transcript.Sent(text);
        return _wire.SendAsync(new(text, method, name, mirrored), cancellationToken);
    }

    private async Task<bool> EndsWithoutReplyAsync(Delivery delivery, TaskCompletionSource<JsonElement> waiting, string what, int mark, CancellationToken cancellationToken)
    {
        if (delivery.Ended is null) return false;
        await WaitAsync(Task.WhenAny(waiting.Task, delivery.Ended), what, mark, cancellationToken).ConfigureAwait(false);
        return !waiting.Task.IsCompleted;
    }

    private async Task<T> WaitAsync<T>(Task<T> reply, string what, int mark, CancellationToken cancellationToken)
    {
        try
        {
            return await reply.WaitAsync(_options.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new McpTestException($"{what} got no reply within {_options.Timeout.TotalSeconds:0.###} s.\n{Describe(mark)}", exception);
        }
    }

    private JsonObject Answer(McpReply reply)
    {
        var answers = new JsonObject();
        foreach (var request in reply.Result.GetProperty("inputRequests").EnumerateObject())
        {
            try
            {
                answers[request.Name] = _options.Script.Answer(request.Value.GetProperty("method").GetString()!, request.Value.GetProperty("params"));
            }
            catch (McpTestException exception)
            {
                throw reply.Failure(exception.Message);
            }
        }

        return answers;
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> MirroredAsync(JsonObject call, CancellationToken cancellationToken)
    {
        var name = call["name"]!.GetValue<string>();
        var tools = await Definitions.Listing.ReadAsync(this, MethodNames.ToolsList, "tools", cancellationToken).ConfigureAwait(false);
        var tool = tools.FirstOrDefault(one => one.GetProperty("name").GetString() == name);
        return tool.ValueKind == JsonValueKind.Object && call["arguments"] is JsonObject arguments ? Definitions.HeaderArguments.Of(tool, arguments) : [];
    }

    private string NextId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);

    private static TaskCompletionSource<JsonElement> NewWaiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void End()
    {
        Transcript.Note("The connection has ended.");
        foreach (var waiting in _waiting.Values.Append(_nameless)) waiting?.TrySetException(new McpTestException($"The connection has ended, and with it the wait for a reply.\n{Describe()}"));
    }

    private void Take(string text)
    {
        Transcript.Received(text);
        JsonElement message;
        try
        {
            message = JsonText.Parse(text);
        }
        catch (JsonException exception)
        {
            _unanswered.Enqueue(new McpTestException("The server sent what is no JSON: " + exception.Message));
            return;
        }

        // The replies to a batch come as one, under the id of its first request.
        var first = message.ValueKind == JsonValueKind.Array ? message[0] : message;
        if (first.TryGetProperty("method", out var method)) TakeOrder(message, method.GetString()!);
        else if (first.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null && _waiting.TryGetValue(id.GetRawText(), out var waiting)) waiting.TrySetResult(message);
        else _nameless?.TrySetResult(message);
    }

    private void TakeOrder(JsonElement message, string method)
    {
        var parameters = message.TryGetProperty("params", out var given) ? given : default;
        if (message.TryGetProperty("id", out var id))
        {
            _ = RespondAsync(id.GetRawText(), method, parameters);
            return;
        }

        Recorders.Take(method, parameters);
    }

    private async Task RespondAsync(string id, string method, JsonElement parameters)
    {
        var response = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(id) };
        try
        {
            response["result"] = _options.Script.Answer(method, parameters);
        }
        catch (Exception exception)
        {
            // Told to the server, so that it does not wait, and thrown at the test as soon as the call has ended.
            _unanswered.Enqueue(exception as McpTestException ?? new McpTestException("The test's answer failed: " + exception, exception));
            response["error"] = new JsonObject { ["code"] = ErrorCodes.InternalError, ["message"] = "The test has no answer." };
        }

        await TrySendAsync(JsonText.Line(response), null).ConfigureAwait(false);
    }
}
