using System.Buffers;
using Fairlead.Engine;
using Fairlead.Http.Sessions;
using Fairlead.Protocol;
using Fairlead.Transports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Fairlead.Http;

/// <summary>Several messages that come in one POST, from clients of 2025-03-26.</summary>
internal static class BatchPost
{
    /// <summary>Answers a batch.</summary>
    /// <param name="context">The request.</param>
    /// <param name="running">The server.</param>
    /// <param name="sessions">The sessions, or <see langword="null"/> where there are none.</param>
    /// <param name="alone">The connection of messages without a session.</param>
    /// <param name="body">The body.</param>
    /// <param name="sharesRequestServices">Calls use the scope of the HTTP request, not their own.</param>
    /// <returns><see langword="false"/> where the client speaks a revision without batches: nothing was done.</returns>
    public static async Task<bool> TryServeAsync(
        HttpContext context, McpServer running, SessionTable? sessions, McpConnection alone, ReadOnlySequence<byte> body, bool sharesRequestServices)
    {
        var headers = context.Request.Headers;
        var caller = context.Features.Get<IHttpAuthenticationFeature>()?.User;
        if (!MayHaveBatches(headers, running.Options.Revisions)) return false;
        HttpSession? session = null;
        if (sessions is not null)
        {
            session = SessionRules.Enter(context, sessions, out var refusal);
            if (session is null)
            {
                context.Request.BodyReader.AdvanceTo(body.End);
                await refusal!.WriteAsync(context).ConfigureAwait(false);
                return true;
            }

            if (!session.Connection.Revision!.HasBatches)
            {
                session.Leave();
                return false;
            }
        }

        var bytes = body.ToArray();
        context.Request.BodyReader.AdvanceTo(body.End);
        var reply = new HttpReply(running.Time, sharesRequestServices);
        reply.Open(context);
        var batch = new Batch(running, session?.Connection ?? alone, reply, ProtocolRevision.V20250326, caller);
        reply.Join(session, batch);
        var work = batch.RunAsync(bytes, reply.Frame);
        var hasEnded = work.IsCompleted || await reply.WaitAsync(work, context).ConfigureAwait(false);
        var ending = EndAsync(work, batch, reply, session);

        // Otherwise the response has ended and the calls go on; whatever comes of them can be had from the session.
        if (hasEnded) await ending.ConfigureAwait(false);
        return true;
    }

    // The header, where there is one, already tells; otherwise the session does, or the revision is assumed.
    private static bool MayHaveBatches(IHeaderDictionary headers, IReadOnlyList<ProtocolRevision> offered)
    {
        var header = headers[HeaderNames.ProtocolVersion];
        var revision = header.Count == 0 ? ProtocolRevision.AssumedWithoutHeader : ProtocolRevision.Find(header.ToString());
        return revision is { HasBatches: true } && offered.Contains(revision);
    }

    private static async Task EndAsync(Task<bool> work, Batch batch, HttpReply reply, HttpSession? session)
    {
        if (!await work.ConfigureAwait(false)) await reply.EndWithoutReplyAsync(StatusCodes.Status202Accepted).ConfigureAwait(false);
        else await reply.EndAsync(batch.IsRefused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        session?.Leave();
        reply.Dispose();
    }
}
