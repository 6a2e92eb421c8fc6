using System.Security.Claims;
using Fairlead.Engine;

namespace Fairlead.Http.Sessions;

/// <summary>Whose a session is.</summary>
internal static class SessionOwner
{
    /// <summary>
    /// The issuer and subject of a caller; one without a subject still has a name, and nobody else may take its session.
    /// <see langword="null"/> where callers are not identified.
    /// </summary>
    public static CallerIdentity? Of(ClaimsPrincipal? caller) =>
        CallerIdentity.Of(caller) ?? (caller?.Identity is { IsAuthenticated: true } identity ? new(identity.AuthenticationType ?? "", identity.Name ?? "") : null);
}
