using System.Threading.Channels;

namespace Fairlead.Cli.Running;

/// <summary>Tells that the source of a project has changed, once for all files that are saved together.</summary>
internal sealed class SourceWatcher : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Sources = [".cs", ".csproj", ".props", ".targets", ".resx"];

    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <param name="folders">The folders of the project and of those that it refers to.</param>
    public SourceWatcher(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += (_, change) => Tell(folder, change.FullPath);
            watcher.Created += (_, change) => Tell(folder, change.FullPath);
            watcher.Deleted += (_, change) => Tell(folder, change.FullPath);
            watcher.Renamed += (_, change) => Tell(folder, change.FullPath);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>Waits for a change, and until no more come.</summary>
    /// <returns>A file that has changed.</returns>
    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        var first = await _changes.Reader.ReadAsync(cancellationToken);
        do
        {
            while (_changes.Reader.TryRead(out _))
            {
            }

            await Task.Delay(Quiet, cancellationToken);
        }
        while (_changes.Reader.TryPeek(out _));
        return first;
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
    }

    private void Tell(string folder, string path)
    {
        if (IsSource(folder, path)) _changes.Writer.TryWrite(path);
    }

    // What a build writes is no source, and neither is what a server writes.
    private static bool IsSource(string folder, string path)
    {
        var name = Path.GetFileName(path);
        return (Sources.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || (name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            && !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" || part.StartsWith('.'));
    }
}
