using Fairlead.Telemetry;

namespace Fairlead.Auditing;

/// <summary>
/// Takes the records of what was refused before a method was known. Anybody who reaches the server can cause them, so only so many
/// are taken each minute: a flood neither drowns the records of calls nor fills the disk. The others are counted, and the count is a
/// record of its own when the minute is over.
/// </summary>
internal sealed class AuditRefusals : IDisposable
{
    /// <summary>How many are taken in a minute.</summary>
    public const int PerMinute = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AuditTrail _trail;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private int _taken;
    private long _unrecorded;

    public AuditRefusals(AuditTrail trail, TimeProvider time)
    {
        _trail = trail;
        _time = time;
        _timer = time.CreateTimer(static state => ((AuditRefusals)state!).Renew(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether one more is taken; otherwise it was counted.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_taken == 0) _timer.Change(Minute, Timeout.InfiniteTimeSpan);
            if (_taken == PerMinute)
            {
                _unrecorded++;
                return false;
            }

            _taken++;
            return true;
        }
    }

    /// <summary>Hands a record over. The refusal does not wait for it: its sender has nothing to gain from it.</summary>
    public void Append(AuditRecord record) => _ = _trail.AppendAsync(record).AsTask();

    /// <summary>Tells what was only counted, before the trail ends.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Renew();
    }

    private void Renew()
    {
        long unrecorded;
        lock (_lock)
        {
            unrecorded = _unrecorded;
            (_taken, _unrecorded) = (0, 0);
        }

        if (unrecorded == 0) return;
        var now = _time.GetUtcNow();
        Append(new()
        {
            Id = Guid.CreateVersion7(now),
            Time = now,
            Transport = "",
            Revision = "",
            Method = "",
            IsAllowed = false,
            Reason = "more than are recorded in a minute",
            Outcome = CallOutcome.Refused,
            Unrecorded = unrecorded,
        });
    }
}
