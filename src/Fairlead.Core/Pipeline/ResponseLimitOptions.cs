using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>How long results may be.</summary>
public sealed class ResponseLimitOptions
{
    private int _maxBytes = 256 * 1024;

    /// <summary>How many bytes a result has at most. A longer one becomes an error that says so. Default: 256 KiB.</summary>
    /// <value>256 or more. <see cref="Protocol.McpLimits.MaxResultBytes"/> bounds it anyway.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 256);
            _maxBytes = value;
        }
    }

    /// <summary>Which tools are bounded. Default: all.</summary>
    public Func<Component, bool> AppliesTo { get; set; } = static _ => true;
}
