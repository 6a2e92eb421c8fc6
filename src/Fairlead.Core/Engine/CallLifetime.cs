namespace Fairlead.Engine;

/// <summary>
/// When a call has to end: its cancellation token, its timeout, and who ended it. Reused from call to call where no code can
/// still hold the token.
/// </summary>
internal sealed class CallLifetime : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private CancellationTokenSource _source = new();
    private ITimer? _timer;
    private TaskCompletionSource? _interrupted;
    private bool _isDetached;

    // Timestamps: when the call has to end, and when the timer fires; 0 for never.
    private long _deadline;
    private long _due;

    // How often the clock was told to stand still, and how much time is left then.
    private int _pauses;
    private TimeSpan _left;

    public CallLifetime(TimeProvider time) => _time = time;

    public CancellationToken Token => _source.Token;

    public AbortReason Reason { get; private set; }

    /// <summary>Completes when the call is told to stop, or when nobody has to wait for it any more.</summary>
    public Task Interrupted
    {
        get
        {
            lock (_lock)
            {
                if (_interrupted is null)
                {
                    _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    if (Reason != AbortReason.None || _isDetached) _interrupted.SetResult();
                }

                return _interrupted.Task;
            }
        }
    }

    /// <summary>Gives the call another time, and lets go of whoever waits for it.</summary>
    public void Detach(TimeSpan timeout)
    {
        Start(timeout);
        lock (_lock)
        {
            _isDetached = true;
            _interrupted?.TrySetResult();
        }
    }

    /// <summary>Starts the clock.</summary>
    public void Start(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return;
        lock (_lock)
        {
            _deadline = After(timeout);

            // Setting a timer costs more than many a call. One that is set already fires early enough and then looks again.
            if (_due == 0 || _due > _deadline) SetTimer(timeout);
        }
    }

    /// <summary>Lets the clock stand still until <see cref="Resume"/>: the call waits for a person.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            if (++_pauses > 1) return;
            _left = _deadline == 0 ? Timeout.InfiniteTimeSpan : _time.GetElapsedTime(_time.GetTimestamp(), _deadline);
            _deadline = 0;
        }
    }

    /// <summary>Lets the clock go on.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (--_pauses > 0 || _left == Timeout.InfiniteTimeSpan) return;
            var left = _left < Tick ? Tick : _left;
            _deadline = After(left);
            if (_due == 0 || _due > _deadline) SetTimer(left);
        }
    }

    /// <summary>Tells the call to stop. Only the first reason counts.</summary>
    public void Abort(AbortReason reason)
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            if (Reason != AbortReason.None) return;
            source = End(reason);
        }

        source.Cancel();
    }

    /// <summary>Stops the clock and prepares for the next call.</summary>
    /// <param name="tokenEscaped">Some code may still hold the token.</param>
    public void Reset(bool tokenEscaped)
    {
        lock (_lock)
        {
            _deadline = 0;
            _pauses = 0;
            _interrupted = null;
            if (Reason == AbortReason.None && !tokenEscaped && _source.TryReset()) return;
            Reason = AbortReason.None;
            _source = new();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private CancellationTokenSource End(AbortReason reason)
    {
        Reason = reason;
        _interrupted?.TrySetResult();
        return _source;
    }

    private long After(TimeSpan time) => _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency);

    private void SetTimer(TimeSpan time)
    {
        _timer ??= _time.CreateTimer(static state => ((CallLifetime)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _due = After(time);
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            _due = 0;
            if (_deadline == 0 || Reason != AbortReason.None) return;
            var left = _time.GetElapsedTime(_time.GetTimestamp(), _deadline);
            if (left > TimeSpan.Zero)
            {
                // At least a millisecond, below which timers do not count.
                SetTimer(left < Tick ? Tick : left);
                return;
            }

            source = End(AbortReason.TimedOut);
        }

        source.Cancel();
    }
}
