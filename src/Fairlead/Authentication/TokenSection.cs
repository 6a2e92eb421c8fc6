using System.Globalization;
using Fairlead.Configuration;
using Microsoft.Extensions.Configuration;

namespace Fairlead.Authentication;

/// <summary>Reads the section <c>Mcp:Tokens</c>.</summary>
internal static class TokenSection
{
    private static readonly string[] Keys = [nameof(StaticToken.Hash), nameof(StaticToken.Subject), nameof(StaticToken.Roles), nameof(StaticToken.Scopes), nameof(StaticToken.Expires)];

    /// <summary>Adds the tokens of the section.</summary>
    /// <param name="tokens">Where to add them.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="problems">Gets everything that is wrong.</param>
    public static void Read(IList<StaticToken> tokens, IConfiguration configuration, List<string> problems)
    {
        foreach (var section in configuration.GetSection("Mcp:Tokens").GetChildren())
        {
            if (Read(section, problems) is { } token) tokens.Add(token);
        }
    }

    private static StaticToken? Read(IConfigurationSection section, List<string> problems)
    {
        var before = problems.Count;
        foreach (var child in section.GetChildren())
        {
            if (!Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) problems.Add($"{child.Path} is no setting of a token: there are {string.Join(", ", Keys)}.");
        }

        // The value is not shown: who mistakes the token for its hash would find it in a log.
        if (TokenHash.Parse(section[nameof(StaticToken.Hash)]) is null) problems.Add($"{section.Path}:Hash must be {TokenHash.Expected}.");
        if (string.IsNullOrWhiteSpace(section[nameof(StaticToken.Subject)])) problems.Add($"{section.Path}:Subject is missing: say whose token it is.");
        DateTimeOffset? expires = null;
        if (section[nameof(StaticToken.Expires)] is { Length: > 0 } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) expires = time;
            else problems.Add($"{section.Path}:Expires is '{text}': it must be a time such as 2027-01-31T00:00:00Z.");
        }

        if (problems.Count > before) return null;
        return new(section[nameof(StaticToken.Hash)]!, section[nameof(StaticToken.Subject)]!)
        {
            Roles = ListText.Read(section.GetSection(nameof(StaticToken.Roles))),
            Scopes = ListText.Read(section.GetSection(nameof(StaticToken.Scopes))),
            Expires = expires,
        };
    }
}
