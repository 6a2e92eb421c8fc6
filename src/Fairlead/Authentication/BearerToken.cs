using Microsoft.Extensions.Primitives;

namespace Fairlead.Authentication;

/// <summary>The token of an <c>Authorization: Bearer</c> header (RFC 6750, section 2.1). No other place is looked at: what stands in a URL ends up in logs.</summary>
internal static class BearerToken
{
    private const string Prefix = "Bearer ";

    /// <summary>The token, or <see langword="null"/> where there is none or several headers contradict each other.</summary>
    public static string? Find(StringValues authorization) =>
        authorization.Count == 1 && authorization[0] is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Length > Prefix.Length
            ? header[Prefix.Length..].Trim()
            : null;
}
