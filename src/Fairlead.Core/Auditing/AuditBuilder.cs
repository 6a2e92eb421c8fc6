using Fairlead.Telemetry;
using Microsoft.Extensions.Logging;

namespace Fairlead.Auditing;

/// <summary>Where a server's audit records go. As long as nothing is added, none are made.</summary>
public sealed class AuditBuilder
{
    /// <summary>The shortest key that is taken.</summary>
    public const int MinKeyLength = 32;

    private readonly List<(Func<ILoggerFactory, IAuditSink> Make, AuditSinkOptions Options)> _sinks = [];

    internal AuditBuilder()
    {
    }

    internal byte[]? Key { get; private set; }

    internal bool IsConfigured => _sinks.Count > 0;

    /// <summary>
    /// Seals anchors and the head of a file with a key, so that whoever can write to the file but does not have the key cannot forge it
    /// as a whole, and has sensitive arguments recorded as digests under it.
    /// </summary>
    /// <param name="key">At least 32 bytes that are hard to guess. Keep them where those who can write to the sinks cannot read them.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public AuditBuilder UseKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyLength) throw new ArgumentException($"The audit key has {key.Length} bytes; it must have at least {MinKeyLength}. Make one with: openssl rand -base64 32", nameof(key));
        Key = key.ToArray();
        return this;
    }

    /// <summary>Writes a file of JSON lines, and beside it a head (<c>audit.jsonl.head</c>) that tells when records were cut off at its end.</summary>
    /// <param name="path">The file. Its directory must exist. Each instance of a server needs a file of its own.</param>
    /// <param name="configure">Sets how it is written.</param>
    /// <returns>This builder.</returns>
    public AuditBuilder ToFile(string path, Action<AuditFileOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var options = new AuditFileOptions();
        configure?.Invoke(options);
        _sinks.Add((_ => new AuditFile(Path.GetFullPath(path), options, Key), options));
        return this;
    }

    /// <summary>Writes each record as a line of the log, with the category <c>Fairlead.Audit</c>.</summary>
    /// <param name="configure">Sets how records reach the log.</param>
    /// <returns>This builder.</returns>
    public AuditBuilder ToLogger(Action<AuditSinkOptions>? configure = null)
    {
        var options = new AuditSinkOptions();
        configure?.Invoke(options);
        _sinks.Add((loggers => new AuditLogger(loggers.CreateLogger("Fairlead.Audit")), options));
        return this;
    }

    /// <summary>Writes to a sink of your own.</summary>
    /// <param name="sink">The sink. The server disposes it.</param>
    /// <param name="configure">Sets how records reach it.</param>
    /// <returns>This builder.</returns>
    public AuditBuilder To(IAuditSink sink, Action<AuditSinkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var options = new AuditSinkOptions();
        configure?.Invoke(options);
        _sinks.Add((_ => sink, options));
        return this;
    }

    internal AuditTrail Build(McpMetrics metrics, ILoggerFactory loggers, TimeProvider time) =>
        new([.. _sinks.Select(sink => new AuditLane(sink.Make(loggers), sink.Options, Key, metrics, loggers.CreateLogger("Fairlead.Auditing"), time))]);
}
