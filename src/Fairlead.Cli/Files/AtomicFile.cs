using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Files;

/// <summary>
/// A file of the user that is replaced as a whole or not at all: the new one is written beside it, brought to the disk, and takes its
/// place by a rename. Whatever goes wrong before that leaves the old one as it was.
/// </summary>
internal sealed class AtomicFile
{
    private readonly string _path;
    private readonly string _target;

    private AtomicFile(string path, string target, byte[]? content)
    {
        _path = path;
        _target = target;
        Content = content;
    }

    /// <summary>What was in it; none where there is no such file.</summary>
    public byte[]? Content { get; }

    /// <exception cref="CliException">It cannot be read.</exception>
    public static AtomicFile Read(string path)
    {
        try
        {
            // A link stays a link: what it leads to is replaced.
            var target = Path.GetFullPath(path);
            if (new FileInfo(target).LinkTarget is not null) target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
            return new AtomicFile(path, target, ReadIfThere(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
    }

    /// <exception cref="CliException">It cannot be written, or somebody else has changed it since it was read.</exception>
    public void Replace(byte[] content)
    {
        var next = $"{_target}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_target)!);
            try
            {
                Write(next, content);
                if (!SameAsRead(ReadIfThere(_target))) throw new CliException(ExitCode.File, $"{_path}: another program has changed it meanwhile. Nothing was written; try again.");
                File.Move(next, _target, overwrite: true);
            }
            catch
            {
                File.Delete(next);
                throw;
            }
        }
        // The last is how a file that grew too large is reported (EFBIG).
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw CliException.File(_path, exception);
        }
    }

    private void Write(string next, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && Content is not null) options.UnixCreateMode = File.GetUnixFileMode(_target);
        using var file = new FileStream(next, options);
        // The mode of a new file is narrowed by the umask; an old file's own is kept as it is.
        if (!OperatingSystem.IsWindows() && options.UnixCreateMode is { } mode) File.SetUnixFileMode(file.SafeFileHandle, mode);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private bool SameAsRead(byte[]? now) => (Content, now) switch
    {
        (null, null) => true,
        ({ } then, { } there) => there.AsSpan().SequenceEqual(then),
        _ => false,
    };

    private static byte[]? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
