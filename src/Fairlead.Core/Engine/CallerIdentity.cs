using System.Security.Claims;

namespace Fairlead.Engine;

/// <summary>What tells an authenticated caller from all others.</summary>
/// <param name="Issuer">Who vouches for the subject.</param>
/// <param name="Subject">The caller, as the issuer names it.</param>
internal readonly record struct CallerIdentity(string Issuer, string Subject)
{
    /// <summary>The issuer and subject of an authenticated caller, or <see langword="null"/> where there are none.</summary>
    public static CallerIdentity? Of(ClaimsPrincipal? caller)
    {
        if (caller?.Identity is not { IsAuthenticated: true }) return null;
        if ((caller.FindFirst("sub") ?? caller.FindFirst(ClaimTypes.NameIdentifier)) is not { } subject) return null;
        return new(caller.FindFirst("iss")?.Value ?? subject.Issuer, subject.Value);
    }
}
