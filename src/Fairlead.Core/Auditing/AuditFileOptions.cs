namespace Fairlead.Auditing;

/// <summary>How an audit file is written.</summary>
public sealed class AuditFileOptions : AuditSinkOptions
{
    private long _maxBytes = 256 * 1024 * 1024;

    /// <summary>
    /// From which size on a new file is begun. The full one is renamed to <c>audit.000000000001.jsonl</c>, by its first record, and
    /// never deleted. Default: 256 MiB.
    /// </summary>
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

    /// <summary>Whether each day, in UTC, begins a new file. Default: <see langword="false"/>.</summary>
    public bool Daily { get; set; }

    /// <summary>
    /// Whether records are on the disk, and not only with the operating system, before they count as kept (fsync, once for all
    /// records that wait). Default: <see langword="true"/>.
    /// </summary>
    public bool FlushToDisk { get; set; } = true;
}
