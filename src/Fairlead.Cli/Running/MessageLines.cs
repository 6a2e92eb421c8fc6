using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Fairlead.Cli.Running;

/// <summary>The lines of a stream, byte for byte and without their ends.</summary>
internal static class MessageLines
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Trim(buffer.Slice(0, end).ToArray());
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (line.Length > 0) yield return line;
            }

            if (read.IsCompleted)
            {
                var rest = Trim(buffer.ToArray());
                if (rest.Length > 0) yield return rest;
                yield break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> Trim(byte[] line) => line.AsMemory(0, line is [.., (byte)'\r'] ? line.Length - 1 : line.Length);
}
