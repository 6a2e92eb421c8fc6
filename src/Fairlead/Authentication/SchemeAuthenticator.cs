using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Authentication;

/// <summary>Asks a scheme of ASP.NET Core.</summary>
internal sealed class SchemeAuthenticator(string scheme) : ICallerAuthenticator
{
    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext context, string? token) => new(context.AuthenticateAsync(scheme));
}
