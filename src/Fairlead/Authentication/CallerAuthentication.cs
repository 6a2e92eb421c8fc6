using Fairlead.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Authentication;

/// <summary>Finds out who sends a request, and challenges those who do not say.</summary>
/// <param name="name">The server's name.</param>
/// <param name="authenticators">The ways of finding out, in the order in which they are asked.</param>
/// <param name="resource">Where clients get tokens.</param>
/// <param name="scopes">The scopes to ask for at first.</param>
/// <param name="log">Where refusals are logged; tokens never are.</param>
internal sealed partial class CallerAuthentication(
    string name, ICallerAuthenticator[] authenticators, ProtectedResource resource, IReadOnlyList<string> scopes, ILogger log) : IDisposable
{
    /// <summary>Sets the request's user where it is known.</summary>
    /// <param name="context">The request.</param>
    /// <param name="allowsAnonymous">A request without a token is served too.</param>
    /// <returns>Why the request is refused, or <see langword="null"/>.</returns>
    public ValueTask<HttpRefusal?> AuthenticateAsync(HttpContext context, bool allowsAnonymous)
    {
        var token = BearerToken.Find(context.Request.Headers.Authorization);
        return AuthenticateAsync(context, token, allowsAnonymous);
    }

    /// <summary>Refuses a request that needs a caller and has none.</summary>
    public string ChallengeOf(HttpContext context, string? error) => Challenge.Write(error, scopes, resource.MetadataUrl(context.Request), name);

    /// <summary>Asks for more scopes than the caller has (RFC 6750, section 3.1).</summary>
    public string StepUpOf(HttpContext context, IEnumerable<string> needed) => Challenge.Write("insufficient_scope", needed, resource.MetadataUrl(context.Request), name);

    public void Dispose()
    {
        foreach (var authenticator in authenticators) (authenticator as IDisposable)?.Dispose();
    }

    private async ValueTask<HttpRefusal?> AuthenticateAsync(HttpContext context, string? token, bool allowsAnonymous)
    {
        AuthenticateResult? failed = null;
        Exception? unavailable = null;
        foreach (var authenticator in authenticators)
        {
            AuthenticateResult result;
            try
            {
                result = await authenticator.AuthenticateAsync(context, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
            {
                // Another way may still know the caller.
                unavailable = exception;
                continue;
            }

            if (result.Succeeded)
            {
                context.User = result.Principal;
                return null;
            }

            if (result.Failure is not null) failed = result;
        }

        if (unavailable is not null)
        {
            Log.Unavailable(log, name, unavailable);
            return HttpRefusal.Unavailable;
        }

        if (token is null && failed is null) return allowsAnonymous ? null : HttpRefusal.NoCaller(ChallengeOf(context, null));
        Log.Refused(log, name, FirstLine(failed?.Failure?.Message) ?? "Nobody knows it.");
        return HttpRefusal.WrongToken(ChallengeOf(context, "invalid_token"));
    }

    private static string? FirstLine(string? text) => text?.Split('\n', 2)[0].TrimEnd();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Server {Name} refused a token: {Reason}")]
        public static partial void Refused(ILogger logger, string name, string reason);

        [LoggerMessage(2, LogLevel.Error, "Server {Name} could not find out who calls")]
        public static partial void Unavailable(ILogger logger, string name, Exception exception);
    }
}
