using System.Security.Claims;

namespace Fairlead.Security;

/// <summary>
/// A caller who comes again and again as the same object: the owner of a configured token, the process behind stdio. What
/// follows from its claims is worked out once.
/// </summary>
internal sealed class KnownCaller : ClaimsPrincipal
{
    /// <summary>Makes a caller.</summary>
    /// <param name="authenticationType">How it was identified.</param>
    /// <param name="subject">Who it is.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="scopes">Its scopes.</param>
    /// <param name="claims">What else is known of it.</param>
    public KnownCaller(string authenticationType, string subject, IEnumerable<string> roles, IEnumerable<string> scopes, params IEnumerable<Claim> claims)
        : base(Identify(authenticationType, subject, roles, scopes, claims))
    {
    }

    /// <summary>What the caller sees, once that was worked out.</summary>
    public CallerAccess? Access { get; set; }

    /// <summary>The caller has the scopes that it was configured with, and cannot ask anybody for more.</summary>
    public bool HasFixedScopes { get; init; }

    private static ClaimsIdentity Identify(
        string authenticationType, string subject, IEnumerable<string> roles, IEnumerable<string> scopes, IEnumerable<Claim> claims)
    {
        var identity = new ClaimsIdentity(authenticationType, CallerClaims.Subject, CallerClaims.Roles);
        identity.AddClaim(new(CallerClaims.Subject, subject));
        foreach (var role in roles) identity.AddClaim(new(CallerClaims.Roles, role));
        var scope = string.Join(' ', scopes);
        if (scope.Length > 0) identity.AddClaim(new(CallerClaims.Scope, scope));
        identity.AddClaims(claims);
        return identity;
    }
}
