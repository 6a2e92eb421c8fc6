using Fairlead.Components;

namespace Fairlead.Pipeline;

/// <summary>What is answered from a cache, and for how long.</summary>
public sealed class ResponseCachingOptions
{
    private TimeSpan _duration = TimeSpan.FromMinutes(1);
    private long _maxBytes = 64 * 1024 * 1024;
    private int _maxEntryBytes = 256 * 1024;

    /// <summary>How long a result is kept. Default: 1 min.</summary>
    /// <value>1 ms to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan Duration
    {
        get => _duration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _duration = value;
        }
    }

    /// <summary>How many bytes all results have at most. Default: 64 MiB.</summary>
    /// <value>1 KiB or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public long MaxBytes
    {
        get => _maxBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1024);
            _maxBytes = value;
        }
    }

    /// <summary>How many bytes a result has at most to be kept. Default: 256 KiB.</summary>
    /// <value>1 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public int MaxEntryBytes
    {
        get => _maxEntryBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxEntryBytes = value;
        }
    }

    /// <summary>
    /// Which components are cached. Default: tools that say that they only read (<c>ReadOnly = true</c>), resources and templates.
    /// </summary>
    public Func<Component, bool> AppliesTo { get; set; } = static component => component switch
    {
        Tool tool => tool.Annotations?.ReadOnlyHint == true,
        Resource or ResourceTemplate => true,
        _ => false,
    };
}
