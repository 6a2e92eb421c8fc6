using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Fairlead.Components;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Limits;

namespace Fairlead.Engine;

/// <summary>Holds calls to the limits of the server and of their components, before any middleware sees them.</summary>
/// <param name="server">The server's name: several servers may count in one place.</param>
/// <param name="limits">The limits of the server.</param>
/// <param name="registered">Counts calls in a time; <see langword="null"/> to count them in memory.</param>
/// <param name="time">The clock of what is counted in memory.</param>
internal sealed class CallLimits(string server, IReadOnlyList<CallLimit> limits, IRateLimiter? registered, TimeProvider time) : IDisposable
{
    // For how many keys calls are counted apart in memory.
    private const int MaxKeys = 100_000;

    private readonly ConditionalWeakTable<Component, ComponentLimits> _ofComponents = [];
    private readonly Lock _making = new();
    private Partitions? _running;
    private MemoryRateLimiter? _own;
    private bool _isActive = limits.Count > 0;

    /// <summary>There are limits at all.</summary>
    public bool IsActive => Volatile.Read(ref _isActive);

    /// <summary>Reads the limits of components.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Read(IEnumerable<Component> components)
    {
        foreach (var component in components)
        {
            if (ReferenceEquals(_ofComponents.GetValue(component, ComponentLimits.Of), ComponentLimits.None)) continue;
            Volatile.Write(ref _isActive, true);
        }
    }

    /// <summary>Runs a call, unless a limit forbids it.</summary>
    public async ValueTask RunAsync(RequestCall call, McpNext next)
    {
        var own = call.Component is { } component ? _ofComponents.GetValue(component, ComponentLimits.Of) : ComponentLimits.None;
        List<RateLimitLease>? leases = null;
        try
        {
            // Calls that a component makes are part of the request that the limits of the server have counted.
            if (call.Depth == 0)
            {
                foreach (var limit in limits)
                {
                    // A subscription stays open as long as its client likes, and has a bound of its own.
                    if (limit.IsConcurrency && call.Handler!.StaysOpen) continue;
                    if (!await PassesAsync(limit, own.Cost, call, ref leases).ConfigureAwait(false)) return;
                }
            }

            foreach (var limit in own.Limits)
            {
                if (!await PassesAsync(limit, own.Cost, call, ref leases).ConfigureAwait(false)) return;
            }

            await next(call).ConfigureAwait(false);
        }
        finally
        {
            if (leases is not null)
            {
                foreach (var lease in leases) lease.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _running?.Dispose();
        _own?.Dispose();
    }

    // Made when first needed: a server without limits does not even load the library.
    private IRateLimiter Limiter
    {
        get
        {
            if (registered is not null) return registered;
            lock (_making) return _own ??= new(MaxKeys, time);
        }
    }

    private Partitions Running
    {
        get
        {
            lock (_making) return _running ??= new(MaxKeys, static window => new ConcurrencyLimiter(new() { PermitLimit = window.Permits, QueueLimit = 0 }));
        }
    }

    private ValueTask<bool> PassesAsync(CallLimit limit, int cost, RequestCall call, ref List<RateLimitLease>? leases)
    {
        var key = KeyOf(limit, call);
        if (!limit.IsConcurrency) return PassesAsync(Limiter.AcquireAsync(key, Math.Min(cost, limit.Window.Permits), limit.Window, call.CancellationToken), call);
        var lease = Running.Of(key, limit.Window).AttemptAcquire();
        if (lease.IsAcquired) (leases ??= []).Add(lease);
        else call.RefuseForNow("Too many calls at once. Try again in a moment.", limit.Window.Per);
        return new(lease.IsAcquired);
    }

    private static async ValueTask<bool> PassesAsync(ValueTask<RateLimitDecision> deciding, RequestCall call)
    {
        var decision = await deciding.ConfigureAwait(false);
        if (!decision.IsAllowed) call.RefuseForNow($"Too many calls. Try again in {decision.RetryAfter.TotalSeconds:0.###} s.", decision.RetryAfter);
        return decision.IsAllowed;
    }

    private string KeyOf(CallLimit limit, RequestCall call) => limit.By switch
    {
        RateLimitBy.Caller => $"{server}|{limit.Id}|{LimitKey.OfCaller(call)}",
        RateLimitBy.RemoteAddress => $"{server}|{limit.Id}|{LimitKey.OfAddress(call)}",
        RateLimitBy.Component => $"{server}|{limit.Id}|{call.Component?.ToString() ?? call.Method}",
        _ => $"{server}|{limit.Id}",
    };
}
