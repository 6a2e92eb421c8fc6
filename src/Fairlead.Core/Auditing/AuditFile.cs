
namespace Fairlead.Auditing;

/// <summary>
/// A file of JSON lines that goes on where it ended. After each write its head is written beside it: the log is then never behind
/// its head, unless somebody cut it off.
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
        Open();
        var head = AuditFileTail.Read(_file!, path);
        _length = _file!.Length;
        var known = AuditHeadFile.Read(path, out _);
        if (known is not null && known.Sequence > (head?.Sequence ?? 0) && !(head is null && HasRotated(known)))
        {
            throw new InvalidOperationException(
                $"{path} ends with record {head?.Sequence ?? 0}, but its head says that there were {known.Sequence}: records were removed. Keep the file as evidence: move it and {AuditHeadFile.Of(path)} away, and start again.");
        }

        // A new file goes on with the chain of the one before it.
        head ??= known;
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
        AuditHeadFile.Write(path, entries[^1].Head, key);

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

    // The file that was renamed ends with the record that the head names.
    private bool HasRotated(AuditHead known) => AuditFileName.Rotated(path).LastOrDefault() is { } last && AuditFileTail.Read(last) == known;

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
