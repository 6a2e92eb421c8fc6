using Fairlead.Configuration;
using Fairlead.Security;
using Microsoft.Extensions.Configuration;

namespace Fairlead.Authentication;

/// <summary>
/// Reads the section <c>Mcp:Caller</c>: who calls over stdio, where the process belongs to its caller and the environment says
/// who that is (2026-07-28, "Authorization": stdio takes credentials from the environment).
/// </summary>
internal static class CallerSection
{
    public const string Key = "Caller";

    /// <summary>The caller, or <see langword="null"/> where the section is not there or wrong.</summary>
    public static KnownCaller? Read(IConfiguration configuration, List<string> problems)
    {
        var section = configuration.GetSection("Mcp:" + Key);
        if (!section.Exists()) return null;
        var before = problems.Count;
        foreach (var child in section.GetChildren())
        {
            if (child.Key.ToUpperInvariant() is not ("SUBJECT" or "ROLES" or "SCOPES")) problems.Add($"{child.Path} is no setting of the caller: there are Subject, Roles, Scopes.");
        }

        var subject = section["Subject"];
        if (string.IsNullOrWhiteSpace(subject)) problems.Add($"{section.Path}:Subject is missing: say who calls over stdio, or leave the section out.");
        return problems.Count > before ? null : new("Environment", subject!, ListText.Read(section.GetSection("Roles")), ListText.Read(section.GetSection("Scopes"))) { HasFixedScopes = true };
    }
}
