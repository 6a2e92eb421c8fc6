
namespace Fairlead.Auditing;

/// <summary>
/// A file of JSON lines that goes on where it ended. Its head is written beside it before the first record and after each write: the
/// log is then never without its head nor behind it, unless somebody cut it off, whenever the process is killed.
/// </summary>
internal sealed class AuditFile(string path, AuditFileOptions options, byte[]? key) : IAuditSink
{
    private static readonly ReadOnlyMemory<byte> LineBreak = "\n"u8.ToArray();

    private readonly List<ReadOnlyMemory<byte>> _lines = [];
    private FileStream? _file;
    private FileStream? _lock;
    private long _length;
    private long _firstSequence;
    private DateOnly _day;

    public ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken)
    {
        Lock();

        // Before the file is there, so that whoever finds records without a head knows that it was removed.
        if (!HasRecords() && !File.Exists(AuditHeadFile.Of(path))) WriteHead(AuditHead.Empty);
        Open();
        var head = AuditFileTail.Read(_file!, path) ?? LastOfFullFiles();
        _length = _file!.Length;
        CheckHead(head ?? AuditHead.Empty);

        // Of records that a killed process has written, but not told its head, the chain goes on: from here on they may not be missing.
        WriteHead(head ?? AuditHead.Empty);
        _day = DateOnly.FromDateTime(_length > 0 ? File.GetLastWriteTimeUtc(path) : DateTime.MinValue);
        return new(head);
    }

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        // Between batches only: a batch that fails is written again as a whole.
        var file = FileFor(entries[0]);
        if (file.Length != _length) file.SetLength(_length);
        _lines.Clear();
        foreach (var entry in entries)
        {
            _lines.Add(entry.Json);
            _lines.Add(LineBreak);
        }

        RandomAccess.Write(file.SafeFileHandle, _lines, _length);
        if (options.FlushToDisk) RandomAccess.FlushToDisk(file.SafeFileHandle);
        AuditHeadFile.Write(path, entries[^1].Head, key, flushToDisk: false);

        // Only now: as long as anything has failed, the batch is not there.
        foreach (var line in _lines) _length += line.Length;
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        _lock?.Dispose();
        return default;
    }

    private bool HasRecords() => new FileInfo(path) is { Exists: true, Length: > 0 } || AuditFileName.Rotated(path).Any();

    // A new file goes on with the chain of the one before it, which may have been renamed just before the process was killed.
    private AuditHead? LastOfFullFiles() => AuditFileName.Rotated(path).LastOrDefault() is { } last ? AuditFileTail.Read(last) : null;

    private void CheckHead(AuditHead head)
    {
        var known = AuditHeadFile.Read(path, out var mac);
        var problem = known switch
        {
            null when head.Sequence > 0 => "has no head that could be read, so that nobody knows whether records were removed",
            not null when key is not null && !AuditLine.IsSeal(key, known, mac) => "has a head that was not sealed with this server's key (for another key begin another log)",
            not null when known.Sequence > head.Sequence => $"ends with record {head.Sequence}, but its head says that there were {known.Sequence}: records were removed",
            not null when known.Sequence == head.Sequence && known.Hash != head.Hash => $"ends with a record {head.Sequence} that is not the one which its head names: it was replaced",
            _ => null,
        };
        if (problem is not null) throw new InvalidOperationException($"{path} {problem}. Keep the file as evidence: move it and {AuditHeadFile.Of(path)} away, and start again.");
    }

    // The first head of a log must outlive a power failure; each of the later ones replaces one that is there.
    private void WriteHead(AuditHead head)
    {
        if (options.FlushToDisk && _file is not null) RandomAccess.FlushToDisk(_file.SafeFileHandle);
        AuditHeadFile.Write(path, head, key, options.FlushToDisk);
    }

    // On a file of its own, so that the log can be read and verified while it is written.
    private void Lock()
    {
        try
        {
            _lock = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The audit file {path} cannot be written: {exception.Message} Its directory must exist, and each instance of a server needs a file of its own.", exception);
        }
    }

    private void Open()
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        _firstSequence = AuditFileTail.FirstSequence(_file);
    }

    private FileStream FileFor(AuditEntry first)
    {
        var day = DateOnly.FromDateTime(first.Time.UtcDateTime);
        if (_file is { } full && _length > 0 && (_length >= options.MaxBytes || (options.Daily && day > _day)))
        {
            full.Dispose();
            _file = null;
        }

        if (_file is null)
        {
            if (_length > 0 && File.Exists(path)) File.Move(path, AuditFileName.Of(path, _firstSequence));
            _length = 0;
            Open();
        }

        if (_length == 0) (_firstSequence, _day) = (first.Head.Sequence, day);
        return _file!;
    }
}
