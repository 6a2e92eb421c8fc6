using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Authentication;

/// <summary>One way of finding out who sends a request.</summary>
internal interface ICallerAuthenticator
{
    /// <summary>Looks at a request's credentials.</summary>
    /// <param name="context">The request.</param>
    /// <param name="token">The bearer token, or <see langword="null"/> where none was sent.</param>
    /// <returns>The caller; a failure where the credentials are wrong; no result where they are none of this authenticator's.</returns>
    /// <exception cref="Exception">It cannot be told now, such as where an authorization server is not reachable.</exception>
    ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext context, string? token);
}
