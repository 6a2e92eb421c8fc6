using System.Runtime.CompilerServices;
using System.Text;
using Fairlead.Auditing;

namespace Fairlead.Cli.Auditing;

/// <summary>Reads the lines of a log as they are written, from file to file when one is full.</summary>
internal sealed class LogFollower(string path, long position)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Open();
        try
        {
            var full = AuditFileName.Rotated(path).Count();
            while (true)
            {
                // A file that is full gets another name, and stays open here: what was written into it last is not lost.
                var fullNow = AuditFileName.Rotated(path).Count();
                foreach (var line in Drain(file)) yield return line;
                if (fullNow > full && File.Exists(path))
                {
                    full = fullNow;
                    file.Dispose();
                    position = 0;
                    file = Open();
                    continue;
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
        finally
        {
            file.Dispose();
        }
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private string[] Drain(FileStream file)
    {
        if (file.Length <= position) return [];
        var bytes = new byte[file.Length - position];
        file.Position = position;
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        position += end;
        return Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
