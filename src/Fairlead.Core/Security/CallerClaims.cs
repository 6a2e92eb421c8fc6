namespace Fairlead.Security;

/// <summary>The claims from which it is read who a caller is and what it may do.</summary>
internal static class CallerClaims
{
    public const string Subject = "sub";

    public const string Issuer = "iss";

    /// <summary>Scopes separated by spaces (RFC 8693, section 4.2; RFC 7662).</summary>
    public const string Scope = "scope";

    /// <summary>Entra ID's name for <see cref="Scope"/>.</summary>
    public const string EntraScope = "scp";

    /// <summary>Roles, one claim each (RFC 9068, section 2.2.3.1; Entra ID).</summary>
    public const string Roles = "roles";

    public const string Client = "client_id";
}
