namespace Fairlead.Auditing;

/// <summary>How records reach a sink.</summary>
public class AuditSinkOptions
{
    private int _capacity = 8192;
    private int _anchorEvery = 1000;

    /// <summary>What happens when the sink is slow, full or broken. Default: <see cref="AuditPolicy.Block"/>.</summary>
    public AuditPolicy Policy { get; set; }

    /// <summary>How many records wait for the sink at most. Default: 8,192.</summary>
    /// <value>1 to 1,000,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int Capacity
    {
        get => _capacity;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
            _capacity = value;
        }
    }

    /// <summary>
    /// After how many records an anchor follows: a record that seals all before it with the audit's key, and that is told to the log
    /// too, where whoever can write to the sink cannot change it. Default: 1,000.
    /// </summary>
    /// <value>1 to 1,000,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int AnchorEvery
    {
        get => _anchorEvery;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
            _anchorEvery = value;
        }
    }
}
