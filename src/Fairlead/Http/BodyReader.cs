using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>Reads a request's body up to a limit, without copying it: the whole lies in the pipe's buffers at the end.</summary>
internal static class BodyReader
{
    /// <summary>Reads the whole body.</summary>
    /// <param name="reader">Where the body comes from.</param>
    /// <param name="limit">The longest body, in bytes.</param>
    /// <returns>The body, to be released with <see cref="PipeReader.AdvanceTo(SequencePosition)"/>; longer than the limit where it is too long.</returns>
    /// <exception cref="BadHttpRequestException">The body is broken, or arrives too slowly.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(PipeReader reader, int limit)
    {
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            if (result.IsCompleted || result.Buffer.Length > limit) return result.Buffer;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCanceled) throw new OperationCanceledException();
        }
    }
}
