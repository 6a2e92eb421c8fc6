using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Http;

/// <summary>Reads a request's body up to a limit, without copying it: the whole lies in the pipe's buffers at the end.</summary>
internal static class BodyReader
{
    // A chunk of one byte takes six on the wire.
    private const long ChunkOverhead = 8;

    /// <summary>Reads the whole body. Where that cannot be, the request has been answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">The longest body, in bytes.</param>
    /// <returns>The body, to be released with <see cref="PipeReader.AdvanceTo(SequencePosition)"/>, or <see langword="null"/>.</returns>
    public static async ValueTask<ReadOnlySequence<byte>?> ReadAsync(HttpContext context, int limit)
    {
        AllowLength(context, limit);
        var reader = context.Request.BodyReader;
        ReadOnlySequence<byte> body;
        try
        {
            body = await ReadAsync(reader, limit).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The rest of the body, if it ever comes, would be taken for the next request.
            context.Response.Headers.Connection = "close";
            await Refusal(exception, limit).WriteAsync(context).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException or ConnectionAbortedException)
        {
            // The client left in the middle of its message; nobody waits for an answer.
            context.Abort();
            return null;
        }

        if (body.Length <= limit) return body;
        reader.AdvanceTo(body.End);
        await HttpRefusal.TooLarge(limit).WriteAsync(context).ConfigureAwait(false);
        return null;
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadAsync(PipeReader reader, int limit)
    {
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            if (result.IsCompleted || result.Buffer.Length > limit) return result.Buffer;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCanceled) throw new OperationCanceledException();
        }
    }

    /// <summary>Sees to it that the web server's own limit, which counts the framing of chunks, is not the first to be met.</summary>
    private static void AllowLength(HttpContext context, int limit)
    {
        var length = context.Request.ContentLength ?? limit * ChunkOverhead;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature && feature.MaxRequestBodySize < length)
        {
            feature.MaxRequestBodySize = length;
        }
    }

    private static HttpRefusal Refusal(BadHttpRequestException exception, int limit) =>
        exception.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? HttpRefusal.TooLarge(limit)
            : new(exception.StatusCode, $"The body could not be read: {exception.Message}");
}
