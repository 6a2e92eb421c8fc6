namespace Fairlead.Auditing;

/// <summary>The first and last record of a file.</summary>
internal static class AuditFileTail
{
    // Longer than any record.
    private const int MaxLine = 1024 * 1024;

    /// <summary>The last record of a file that nobody writes.</summary>
    public static AuditHead? Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Read(file, path);
    }

    /// <summary>
    /// The last record, or <see langword="null"/> where there is none. Half a line at the end, which is all that a process leaves
    /// behind when it is killed while it writes, was promised to nobody, and is removed where the file can be written.
    /// </summary>
    public static AuditHead? Read(FileStream file, string path)
    {
        var (tail, start) = ReadTail(file);
        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end < tail.Length && file.CanWrite) file.SetLength(start + end);
        if (end == 0) return null;
        var line = tail.AsSpan(0, end - 1);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        return AuditLine.TryRead(line, out var sequence, out _, out var hash)
            ? new(sequence, hash)
            : throw new InvalidOperationException($"{path} ends with a line that is no audit record, or was changed. Keep the file as evidence: move it and {AuditHeadFile.Of(path)} away, and start again.");
    }

    /// <summary>The number of the first record, or 0 where there is none.</summary>
    public static long FirstSequence(FileStream file)
    {
        file.Position = 0;
        var start = new byte[Math.Min(file.Length, MaxLine)];
        file.ReadExactly(start);
        var end = start.AsSpan().IndexOf((byte)'\n');
        return end > 0 && AuditLine.TryRead(start.AsSpan(0, end), out var sequence, out _, out _) ? sequence : 0;
    }

    private static (byte[] Tail, long Start) ReadTail(FileStream file)
    {
        var start = Math.Max(0, file.Length - MaxLine);
        var tail = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(tail);
        return (tail, start);
    }
}
