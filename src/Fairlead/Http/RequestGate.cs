using System.Security.Claims;
using Fairlead.Authentication;
using Fairlead.Engine;
using Fairlead.Hosting;
using Fairlead.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Http;

/// <summary>Who may come in: host and origin are right, and it is known who calls where that is asked.</summary>
/// <param name="server">The server.</param>
/// <param name="guard">Which hosts and origins may call.</param>
/// <param name="authentication">Finds out who calls; <see langword="null"/> where that is nobody's or the application's business.</param>
/// <param name="resource">Where callers whom the application knows get tokens.</param>
/// <param name="callerOf">Knows callers before anybody is asked (<see cref="McpApp.CallerOf"/>).</param>
internal sealed class RequestGate(
    NamedServer server, HostGuard guard, CallerAuthentication? authentication, ProtectedResource? resource = null, Func<HttpContext, ClaimsPrincipal?>? callerOf = null)
{
    /// <summary>Why a request may not come in, or <see langword="null"/>.</summary>
    public ValueTask<HttpRefusal?> CheckAsync(HttpContext context)
    {
        if (guard.Check(context.Request.Headers, context.Features.Get<IHttpConnectionFeature>()?.LocalIpAddress) is { } refusal)
        {
            Record(context, refusal);
            return new(refusal);
        }

        if (callerOf?.Invoke(context) is { } caller)
        {
            context.User = caller;
            return default;
        }

        if (authentication is null) return default;
        var pending = authentication.AuthenticateAsync(context, server.Running.Served.Permissions is not { ServesAnonymous: false });
        return pending.IsCompletedSuccessfully ? new(Counted(context, pending.Result)) : CountAsync(context, pending);
    }

    /// <summary>What a caller is asked for whose call was refused, or <see langword="null"/> for nothing.</summary>
    public string? ChallengeOf(RequestCall call, HttpContext context)
    {
        if (call.MissingScopes.Count > 0)
        {
            return authentication?.StepUpOf(context, call.MissingScopes)
                ?? Challenge.Write("insufficient_scope", call.MissingScopes, resource?.MetadataUrl(context.Request), server.Name);
        }

        return call is { IsRefused: true, Error.Code: ErrorCodes.AuthenticationRequired } ? authentication?.ChallengeOf(context, null) : null;
    }

    private async ValueTask<HttpRefusal?> CountAsync(HttpContext context, ValueTask<HttpRefusal?> pending) => Counted(context, await pending.ConfigureAwait(false));

    private HttpRefusal? Counted(HttpContext context, HttpRefusal? refusal)
    {
        if (refusal is null) return null;
        server.Running.Metrics.AuthFailed();
        Record(context, refusal);
        return refusal;
    }

    private void Record(HttpContext context, HttpRefusal refusal)
    {
        if (server.IsReady) server.Running.Auditor?.Refused("http", context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress, refusal.Reason, refusal.Code);
    }
}
