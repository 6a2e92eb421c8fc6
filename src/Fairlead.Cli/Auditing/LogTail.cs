using System.Text;

namespace Fairlead.Cli.Auditing;

/// <summary>The end of a file, without reading what is before it. Half a line at the end is still being written.</summary>
internal static class LogTail
{
    private const int Block = 64 * 1024;

    /// <summary>The last lines of a file, and where the next one begins.</summary>
    public static (IReadOnlyList<string> Lines, long End) Read(string path, int count)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = file.Length;
        var start = length;
        byte[] tail = [];
        while (start > 0 && tail.AsSpan().Count((byte)'\n') <= count)
        {
            var size = (int)Math.Min(Block, start);
            start -= size;
            var more = new byte[size + tail.Length];
            file.Position = start;
            file.ReadExactly(more.AsSpan(0, size));
            tail.CopyTo(more, size);
            tail = more;
        }

        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(tail, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Unless it is the file's first, the first line may be half of one.
        return (lines[Math.Max(start > 0 ? 1 : 0, lines.Length - count)..], start + end);
    }
}
