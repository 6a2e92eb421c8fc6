using System.Buffers;
using System.IO.Pipelines;

namespace Fairlead.Transports;

/// <summary>Cuts bytes into lines. A line that is too long is reported and skipped, never kept.</summary>
internal sealed class LineReader(PipeReader input, int maxLineBytes)
{
    private bool _skipping;

    /// <summary>Reads until lines have arrived and hands each on, without its end.</summary>
    /// <param name="onLine">Takes a line. Its bytes are valid until it has completed.</param>
    /// <param name="onTooLong">Told once for each line that was skipped.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns><see langword="false"/> at the end of the input.</returns>
    public async ValueTask<bool> ReadAsync(
        Func<ReadOnlySequence<byte>, ValueTask> onLine, Func<ValueTask> onTooLong, CancellationToken cancellationToken)
    {
        var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        var buffer = result.Buffer;
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            await TakeAsync(buffer.Slice(0, end), onLine, onTooLong).ConfigureAwait(false);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        if (result.IsCompleted)
        {
            await TakeAsync(buffer, onLine, onTooLong).ConfigureAwait(false);
            await input.CompleteAsync().ConfigureAwait(false);
            return false;
        }

        if (buffer.Length > maxLineBytes)
        {
            if (!_skipping) await onTooLong().ConfigureAwait(false);
            _skipping = true;
            buffer = buffer.Slice(buffer.End);
        }

        input.AdvanceTo(buffer.Start, buffer.End);
        return true;
    }

    private async ValueTask TakeAsync(ReadOnlySequence<byte> line, Func<ReadOnlySequence<byte>, ValueTask> onLine, Func<ValueTask> onTooLong)
    {
        if (_skipping)
        {
            _skipping = false;
            return;
        }

        if (line.Length > maxLineBytes) await onTooLong().ConfigureAwait(false);
        else if (!IsBlank(line)) await onLine(line).ConfigureAwait(false);
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') >= 0) return false;
        }

        return true;
    }
}
