using System.Text.RegularExpressions;

namespace Fairlead.Authentication;

/// <summary>
/// Habits of Microsoft Entra ID: whether a token comes from the v1 or the v2 issuer, with the application's id URI or its bare
/// id as the audience, depends on the application's registration and not on the authority that was asked.
/// </summary>
internal static partial class EntraId
{
    private static readonly string[] SharedTenants = ["common", "organizations", "consumers"];

    /// <summary>Whether an authority serves many tenants, so that it names no issuer of its own.</summary>
    public static bool IsShared(string authority) => TenantOf(authority) is { } tenant && SharedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    /// <summary>The issuers of a tenant, or none where the authority is no tenant of Entra ID.</summary>
    public static IEnumerable<string> IssuersOf(string authority)
    {
        if (IsShared(authority) || TenantOf(authority) is not { } tenant) return [];
        var host = new Uri(authority).GetLeftPart(UriPartial.Authority);
        return [$"https://sts.windows.net/{tenant}/", $"{host}/{tenant}/v2.0"];
    }

    /// <summary>An audience as v1 and as v2 tokens write it.</summary>
    public static IEnumerable<string> AudiencesOf(string authority, string audience)
    {
        if (TenantOf(authority) is null) return [audience];
        var id = audience.StartsWith("api://", StringComparison.Ordinal) ? audience["api://".Length..] : audience;
        return Guid.TryParseExact(id, "D", out _) ? [id, "api://" + id] : [audience];
    }

    private static string? TenantOf(string authority) => Authority().Match(authority) is { Success: true } match ? match.Groups["tenant"].Value : null;

    // The clouds of Entra ID: global, US government, China.
    [GeneratedRegex(@"^https://login\.(microsoftonline\.com|microsoftonline\.us|partner\.microsoftonline\.cn)/(?<tenant>[^/]+)(/v2\.0)?/?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Authority();
}
