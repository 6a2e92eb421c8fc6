using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;
using Fairlead.Engine.Asking;
using Fairlead.Engine.Tasks;
using Fairlead.Protocol;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Fairlead.Engine;

/// <summary>The author's view of a call. Once the call has ended it does nothing more, whoever still holds it.</summary>
internal sealed class RequestContext(RequestCall call, ILoggerFactory loggers) : McpContext
{
    private readonly Lock _lock = new();
    private RequestCall? _call = call;
    private ILogger? _log;
    private CallerState? _state;
    private int _nested;
    private double _progress = double.NegativeInfinity;

    public override ClaimsPrincipal Caller => Live.Caller;

    public override IServiceProvider Services => Live.Services;

    public override CancellationToken CancellationToken => Live.CancellationToken;

    public override ILogger Log => _log ??= new ClientLogger(this, loggers.CreateLogger($"Fairlead.Components.{Live.Component?.Name ?? Live.Method}"), Live.Component?.Name ?? Live.Method);

    public override CallerState State => _state ??= new CallerState(Live.Server.StateStore, StateOwner.Of(Live.Caller, Live.Connection));

    private RequestCall Live => _call ?? throw new ObjectDisposedException(
        nameof(McpContext), "The call has ended. An McpContext is valid until the method's task has completed; do not keep it.");

    public override ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null)
    {
        using var buffer = new PooledBuffer();
        lock (_lock)
        {
            if (_call?.Task is { } task)
            {
                // Tasks have no progress of their own, but words about their status.
                if (message is not null) task.Tell(message);
                return default;
            }

            if (_call is not { } call || call.Message.ProgressToken.IsEmpty || !(progress > _progress) || double.IsInfinity(progress)) return default;
            _progress = progress;
            if (total is { } value && !double.IsFinite(value)) total = null;
            NotificationWriter.WriteProgress(buffer, call.Message.ProgressToken.Span, progress, total, message, call.Revision);

            // Within the lock: progress that increases must also arrive in that order.
            return call.Channel.SendAsync(buffer.WrittenMemory);
        }
    }

    public override ValueTask CloseStreamAsync(TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retryAfter, TimeSpan.FromDays(1));
        lock (_lock) return _call is { Revision.HasStreamPolling: true } call ? call.Channel.CloseStreamAsync(retryAfter) : default;
    }

    public override ValueTask NotifyResourceUpdatedAsync(string uri) => Live.Server.Notifier.NotifyResourceUpdatedAsync(uri);

    public override ValueTask<CallToolResult> CallToolAsync(string name, JsonObject? arguments = null, CancellationToken cancellationToken = default) =>
        NestedCalls.CallAsync<CallToolResult>(Live, ++_nested, MethodNames.ToolsCall, "name", name, arguments, cancellationToken);

    public override ValueTask<ReadResourceResult> ReadResourceAsync(string uri, CancellationToken cancellationToken = default) =>
        NestedCalls.CallAsync<ReadResourceResult>(Live, ++_nested, MethodNames.ResourcesRead, "uri", uri, null, cancellationToken);

    public override bool CanElicit => ClientAbility.Form.IsIn(Live);

    public override bool CanElicitUrl => ClientAbility.Page.IsIn(Live);

    public override bool CanSample => ClientAbility.Sampling.IsIn(Live);

    public override bool CanListRoots => ClientAbility.Roots.IsIn(Live);

    public override ValueTask<Elicited<T>> ElicitAsync<T>(
        ElicitForm<T> form, string message, CancellationToken cancellationToken = default, string? key = null, string member = "", int line = 0)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentException.ThrowIfNullOrEmpty(message);
        var call = Ready(ClientAbility.Form);
        var question = Questions.Form(KeyOf(call, key, member, line), form.SchemaFor(call.Asker.Call.Revision), message, call.Asker.Call.Revision);
        return call.Asker.AskAsync(question, Questions.ReaderOf(form.Read), Either(call, cancellationToken));
    }

    public override ValueTask<ElicitAction> ElicitUrlAsync(
        Uri url, string message, CancellationToken cancellationToken = default, string? key = null, string member = "", int line = 0)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(message);
        var call = Ready(ClientAbility.Page);
        var question = Questions.Page(KeyOf(call, key, member, line), url, message, call.Asker.Call.Revision);
        return call.Asker.AskAsync<ElicitAction>(question, Questions.ReadAction, Either(call, cancellationToken));
    }

    public override ValueTask<CreateMessageResult> SampleAsync(
        CreateMessageRequestParams request, CancellationToken cancellationToken = default, string? key = null, string member = "", int line = 0)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = Ready(request.Tools is { Count: > 0 } ? ClientAbility.SamplingTools : ClientAbility.Sampling);
        return call.Asker.AskAsync<CreateMessageResult>(
            Questions.Sampling(KeyOf(call, key, member, line), request),
            static (ReadOnlyMemory<byte> json, out CreateMessageResult? value) => Asker.Read(json, SdkJson.Of<CreateMessageResult>(), out value),
            Either(call, cancellationToken));
    }

    public override async ValueTask<IReadOnlyList<Root>> ListRootsAsync(
        CancellationToken cancellationToken = default, string? key = null, string member = "", int line = 0)
    {
        var call = Ready(ClientAbility.Roots);
        var result = await call.Asker.AskAsync<ListRootsResult>(
            Questions.Roots(KeyOf(call, key, member, line)),
            static (ReadOnlyMemory<byte> json, out ListRootsResult? value) => Asker.Read(json, SdkJson.Of<ListRootsResult>(), out value),
            Either(call, cancellationToken)).ConfigureAwait(false);
        return [.. result.Roots];
    }

    public override ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(type);
        var call = Live;
        return call.Asker.OnceAsync(call.QuestionPrefix + key, work, type, Either(call, cancellationToken));
    }

    public override async ValueTask<bool> BecomeTaskAsync(bool required = false)
    {
        var call = Live;
        if (call.TryBecomeTask())
        {
            // Lets the handle go out before what follows begins.
            await Task.Yield();
            return true;
        }

        if (required && !McpTasks.IsKnownTo(call))
        {
            throw new MissingCapabilityException(["extensions", McpTasks.ExtensionName], $"{call.Component?.Name} runs as a task, which the client does not know: it does not declare the extension {McpTasks.ExtensionName}.");
        }

        return false;
    }

    private RequestCall Ready(ClientAbility ability)
    {
        var call = Live;
        ability.Demand(call);
        return call;
    }

    private static CancellationToken Either(RequestCall call, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? cancellationToken : call.CancellationToken;

    private static string KeyOf(RequestCall call, string? key, string member, int line) =>
        call.Asker.UniqueKey(call.QuestionPrefix + (key ?? $"{member}_{line}"));

    /// <summary>Whether the client wants logs of a severity with this call.</summary>
    public bool WantsLog(LogSeverity severity)
    {
        lock (_lock)
        {
            if (_call is not { Task: null } call) return false;
            var level = call.Revision.IsModern ? LogLevels.Find(call.Message.MetaLogLevel) : call.Connection.LogLevel;
            return severity >= level;
        }
    }

    /// <summary>Sends a log message to the client.</summary>
    public ValueTask SendLogAsync(LogSeverity severity, string logger, string text)
    {
        using var buffer = new PooledBuffer();
        NotificationWriter.WriteLog(buffer, severity, logger, text);
        lock (_lock) return _call is { } call ? call.Channel.SendAsync(buffer.WrittenMemory) : default;
    }

    /// <summary>The call has ended.</summary>
    public void Detach()
    {
        lock (_lock) _call = null;
    }
}
