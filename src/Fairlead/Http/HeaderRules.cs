using System.Text;
using Fairlead.Components;
using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Http;

/// <summary>
/// In which revision a message is spoken over HTTP, and whether its headers agree with its body (2026-07-28, "Server
/// Validation"): whoever routes on the headers must have seen the message that is run.
/// </summary>
internal static class HeaderRules
{
    /// <summary>Sets the call's revision, or refuses the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="offered">The revisions that the server offers.</param>
    /// <param name="isStateless">A legacy message says its revision in a header or nowhere; otherwise its session knows.</param>
    public static void Apply(RequestCall call, IHeaderDictionary headers, IReadOnlyList<ProtocolRevision> offered, bool isStateless)
    {
        if (call.IsRefused) return;
        ref readonly var message = ref call.Message;
        var header = headers[HeaderNames.ProtocolVersion];
        ProtocolRevision? named = null;
        if (header.Count > 0)
        {
            named = RequestRules.Offered(header.ToString(), offered, out var error);
            if (named is null)
            {
                call.Refuse(error!);
                return;
            }
        }

        if (IsModern(named, message)) ApplyModern(call, named, headers);
        else ApplyLegacy(call, named, offered, isStateless);
    }

    private static bool IsModern(ProtocolRevision? named, in Message message) =>
        named is { IsModern: true } || (RequestRules.HasOwnRevision(message) && (named is null || !Names(message, named)));

    // Where _meta has no text for a version, what is wrong with it is told after the headers were checked.
    private static bool Names(in Message message, ProtocolRevision revision) =>
        Message.IsString(message.MetaVersion.Span) && Ascii.Equals(Message.Unquote(message.MetaVersion).Span, revision.Version);

    private static void ApplyModern(RequestCall call, ProtocolRevision? named, IHeaderDictionary headers)
    {
        ref readonly var message = ref call.Message;
        if (message.Kind == MessageKind.Response)
        {
            call.Refuse(new(ErrorCodes.InvalidRequest, "Invalid request: from 2026-07-28 on clients send no responses; answer input_required by calling again."));
            return;
        }

        // Header rules for notifications are not defined; a revision that nobody can serve was refused already.
        if (named is not null) call.SpokenRevision = named;
        if (message.Kind == MessageKind.Notification) return;
        if (named is null) Missing(call, HeaderNames.ProtocolVersion, "params._meta's protocolVersion");
        else if (Message.IsString(message.MetaVersion.Span) && !Names(message, named)) Differs(call, HeaderNames.ProtocolVersion, "params._meta's protocolVersion");
        else if (named.RequiresRoutingHeaders) CheckRouting(call, headers);
    }

    private static void ApplyLegacy(RequestCall call, ProtocolRevision? named, IReadOnlyList<ProtocolRevision> offered, bool isStateless)
    {
        if (named is not null)
        {
            call.SpokenRevision = named;
            return;
        }

        if (!offered.Any(revision => revision.HasSessions))
        {
            // Old clients know no other way forward than to show this message (2026-07-28, "Backward Compatibility").
            call.Refuse(new(
                ErrorCodes.HeaderMismatch, $"Header mismatch: MCP-Protocol-Version is missing. The server speaks {string.Join(", ", offered)}, which must be named in each request."));
            return;
        }

        if (!isStateless || call.Message.Method.Span.SequenceEqual("initialize"u8)) return;
        if (RequestRules.Offered(ProtocolRevision.AssumedWithoutHeader.Version, offered, out var error) is { } assumed) call.SpokenRevision = assumed;
        else call.Refuse(error!);
    }

    private static void CheckRouting(RequestCall call, IHeaderDictionary headers)
    {
        ref readonly var message = ref call.Message;
        var method = message.Method.Span;
        var header = headers[HeaderNames.Method];
        if (header.Count == 0) Missing(call, HeaderNames.Method, "the message's method");
        else if (HeaderText.Single(header) is not { } text || !HeaderText.IsPlain(text, method)) Differs(call, HeaderNames.Method, "the message's method");
        else if (NamedBy(message, out var slice, out var member)) CheckName(call, headers, slice, member);
    }

    private static void CheckName(RequestCall call, IHeaderDictionary headers, ReadOnlyMemory<byte> slice, string member)
    {
        var header = headers[HeaderNames.Name];
        if (header.Count == 0)
        {
            Missing(call, HeaderNames.Name, member);
            return;
        }

        if (HeaderText.Single(header) is not { } text || !Message.IsString(slice.Span) || !HeaderText.Is(text, Message.Unquote(slice).Span))
        {
            Differs(call, HeaderNames.Name, member);
            return;
        }

        if (!call.Message.Method.Span.SequenceEqual("tools/call"u8)) return;
        if (!call.Catalog.TryFind(ComponentKind.Tool, Message.Unquote(slice).Span, out var found) || found is not Tool { HeaderParameters.Count: > 0 } tool) return;
        foreach (var parameter in tool.HeaderParameters)
        {
            if (ParameterHeaders.Check(parameter, call.Message.Arguments.Span, headers) is not { } problem) continue;
            call.Refuse(problem);
            return;
        }
    }

    /// <summary>What a method's <c>Mcp-Name</c> mirrors.</summary>
    private static bool NamedBy(in Message message, out ReadOnlyMemory<byte> slice, out string member)
    {
        var method = message.Method.Span;
        (slice, member) = (message.Name, "params.name");
        if (method.SequenceEqual("tools/call"u8) || method.SequenceEqual("prompts/get"u8)) return true;
        (slice, member) = (message.Uri, "params.uri");
        if (method.SequenceEqual("resources/read"u8)) return true;
        (slice, member) = (message.TaskId, "params.taskId");
        return method.SequenceEqual("tasks/get"u8) || method.SequenceEqual("tasks/update"u8) || method.SequenceEqual("tasks/cancel"u8);
    }

    private static void Missing(RequestCall call, string header, string source) =>
        call.Refuse(new(ErrorCodes.HeaderMismatch, $"Header mismatch: {header} is missing; it must be {source}."));

    private static void Differs(RequestCall call, string header, string source) =>
        call.Refuse(new(ErrorCodes.HeaderMismatch, $"Header mismatch: {header} is not {source}. Text that is not visible ASCII is written =?base64?…?=."));
}
