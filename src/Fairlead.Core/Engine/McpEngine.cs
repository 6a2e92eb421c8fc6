using Fairlead.Components;
using Fairlead.Engine.Tasks;
using Fairlead.Pipeline;
using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>One message in, one reply out, whatever the transport.</summary>
internal sealed class McpEngine : IDisposable
{
    // How long a component that was told to stop may take to say so itself, before the client is answered without it.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly MethodTable _methods;
    private readonly CallFailures _failures;
    private readonly McpServerOptions _options;
    private readonly TimeProvider _time;
    private readonly McpNext _pipeline;
    private readonly CallLimits _limits;
    // Nobody knows when a call ends; a client must not ask at once.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CallsInFlight _inFlight;
    private readonly CallerPlaces? _places;
    private readonly CallObserver _observer;
    private readonly CallAuditor? _auditor;
    private readonly McpNext _answer;

    public McpEngine(
        MethodTable methods, IReadOnlyList<McpMiddleware> middleware, CallLimits limits, CallFailures failures, CallObserver observer, CallAuditor? auditor, McpServerOptions options, TimeProvider time)
    {
        _methods = methods;
        _limits = limits;
        _failures = failures;
        _observer = observer;
        _auditor = auditor;
        _options = options;
        _time = time;
        McpNext answer = call => AnswerAsync((RequestCall)call);
        _answer = auditor is null ? answer : call => auditor.RunAsync((RequestCall)call, answer);
        _inFlight = new(options.Limits.MaxConcurrentRequests);
        _places = options.Limits.MaxConcurrentRequestsPerCaller < options.Limits.MaxConcurrentRequests ? new(options.Limits.MaxConcurrentRequestsPerCaller) : null;
        _pipeline = MiddlewareChain.Compose(middleware, static call =>
        {
            var request = (RequestCall)call;
            return request.Error is null ? request.Handler!.InvokeAsync(request) : default;
        });
    }

    /// <summary>The calls of components that run now.</summary>
    public CallsInFlight InFlight => _inFlight;

    /// <summary>
    /// Finds the method of a call whose revision is known. Where this returns <see langword="false"/> the call was refused
    /// or is nothing to answer.
    /// </summary>
    public bool TryRoute(RequestCall call)
    {
        if (Route(call)) return true;
        if (call.IsRefused) Refused(call);
        return false;
    }

    /// <summary>Tells of a call that was refused before it could be routed.</summary>
    public void Refused(RequestCall call)
    {
        _observer.Refused(call);
        _auditor?.Refused(call);
    }

    /// <summary>Answers a routed call. Never throws: whatever happens becomes the call's result or error.</summary>
    public ValueTask DispatchAsync(RequestCall call) => _observer.IsWatching ? _observer.RunAsync(call, _answer) : _answer(call);

    public void Dispose() => _inFlight.Dispose();

    private bool Route(RequestCall call)
    {
        if (call.IsRefused) return false;
        if (call.Message.Kind == MessageKind.Response) call.Connection.Requests.Complete(call.Message);
        if (call.Message.Kind is not (MessageKind.Request or MessageKind.Notification)) return false;
        if (call.Message.Kind == MessageKind.Request && RequestRules.CheckMeta(call.Message, call.Revision) is { } fault)
        {
            call.Refuse(fault);
            return false;
        }

        if (!IsTokenOrEmpty(call.Message.ProgressToken.Span))
        {
            call.Refuse(new(ErrorCodes.InvalidParams, "params._meta.progressToken must be a string or an integer."));
            return false;
        }

        var isNotification = call.Message.Kind == MessageKind.Notification;
        if (_methods.TryFind(call.Message.Method.Span, call.Revision, out var method) && method.IsNotification == isNotification)
        {
            call.Handler = method;
            return true;
        }

        // A notification that nobody knows is none of our business (JSON-RPC 2.0, section 4.1).
        if (!isNotification) call.Refuse(new(ErrorCodes.MethodNotFound, $"Method not found: {Shown(call.Method)}"));
        return false;
    }

    private ValueTask AnswerAsync(RequestCall call)
    {
        if (!call.Handler!.RunsComponent) return RunAsync(call);
        if (!_inFlight.TryEnter())
        {
            call.Refuse(JsonRpcError.Overloaded("The server is busy. Try again in a moment."));
            return default;
        }

        if (_places?.TryEnter(call) == false)
        {
            _inFlight.Leave();
            call.RefuseForNow($"The caller has {_options.Limits.MaxConcurrentRequestsPerCaller} calls running, and may have no more at once. Try again when one has ended.", Pause);
            return default;
        }

        var pending = RunComponentAsync(call);
        if (!pending.IsCompletedSuccessfully) return FinishAsync(pending, call);
        if (call.Task is { } task) return new(EndTaskAsync(Task.CompletedTask, call, task));
        Leave(call);
        return default;
    }

    private ValueTask RunComponentAsync(RequestCall call)
    {
        call.Handler!.Prepare(call);
        call.Lifetime.Start(call.Component?.Timeout ?? _options.DefaultTimeout);
        return RunAsync(call);
    }

    private ValueTask RunAsync(RequestCall call)
    {
        try
        {
            var pending = _limits.IsActive && !call.Handler!.IsNotification ? _limits.RunAsync(call, _pipeline) : _pipeline(call);
            if (!pending.IsCompletedSuccessfully) return AwaitAsync(pending, call);
            Conclude(call);
            return default;
        }
        catch (Exception exception)
        {
            _failures.Record(call, exception);
            return default;
        }
    }

    private async ValueTask AwaitAsync(ValueTask pending, RequestCall call)
    {
        try
        {
            await pending.ConfigureAwait(false);
            Conclude(call);
        }
        catch (Exception exception)
        {
            _failures.Record(call, exception);
        }
    }

    /// <summary>Waits for a component, but not for one that was told to stop and does not.</summary>
    private async ValueTask FinishAsync(ValueTask pending, RequestCall call)
    {
        call.WasPending = true;
        var work = pending.AsTask();
        await using (_inFlight.AbortWhenStopping(call.Lifetime).ConfigureAwait(false))
        {
            var hasEnded = await Task.WhenAny(work, call.Lifetime.Interrupted).ConfigureAwait(false) == work
                || (call.Task is null && await Task.WhenAny(work, Task.Delay(Grace, _time)).ConfigureAwait(false) == work);
            if (hasEnded && call.Task is null)
            {
                await work.ConfigureAwait(false);
                Leave(call);
                return;
            }
        }

        if (call.Task is { } task)
        {
            _ = EndTaskAsync(work, call, task);
            return;
        }

        call.Abandon(_failures.TextOf(call));
        _ = LeaveLaterAsync(work, call);
    }

    /// <summary>Waits for a component that has become a task; its client was answered already.</summary>
    private async Task EndTaskAsync(Task work, RequestCall call, McpTask task)
    {
        await using (_inFlight.AbortWhenStopping(call.Lifetime).ConfigureAwait(false))
        {
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _observer.TaskEnded(call);
        if (_auditor is not null) await _auditor.TaskEndedAsync(call).ConfigureAwait(false);
        task.Complete(call);
        await call.EndAsync().ConfigureAwait(false);
        Leave(call);
    }

    private async Task LeaveLaterAsync(Task work, RequestCall call)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await call.EndAsync().ConfigureAwait(false);
        Leave(call);
    }

    private void Leave(RequestCall call)
    {
        _places?.Leave(call);
        _inFlight.Leave();
    }

    private void Conclude(RequestCall call)
    {
        if (call.Error is not null || call.Handler!.IsNotification) return;
        var limit = _options.Limits.MaxResultBytes;
        var size = call.Result.Json.Length;
        if (size == 0)
        {
            call.Fail(new(ErrorCodes.InternalError, $"{call.Method} ended without a result. Middleware must call next, write a result, or fail the call."));
            return;
        }

        if (size <= limit) return;
        var problem = $"The result has {size:N0} bytes, more than the {limit:N0} that the server sends. Ask for less at once.";
        if (call.Component is Tool) call.Result.SetError(problem);
        else call.Fail(new(ErrorCodes.InternalError, problem));
    }

    private static bool IsTokenOrEmpty(ReadOnlySpan<byte> slice) => slice.IsEmpty || slice[0] is (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    private static string Shown(string method) => method.Length <= 100 ? method : method[..100] + "…";
}
