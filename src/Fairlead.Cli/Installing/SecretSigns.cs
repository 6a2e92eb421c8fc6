using System.Text.RegularExpressions;

namespace Fairlead.Cli.Installing;

/// <summary>Tells values that look like secrets: by what they are for, or by the beginnings that issuers give their tokens.</summary>
internal static partial class SecretSigns
{
    public static bool Has(string name, string value) => !ServerEntry.HasVariable(value) && value.Length > 0 && (Name().IsMatch(name) || Value().IsMatch(value));

    [GeneratedRegex("token|secret|passw|api[-_]?key|private[-_]?key|authorization|credential|cookie", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(Bearer\s+)?(sk-|ghp_|gho_|github_pat_|glpat-|xox[abp]-|fl_[0-9a-f]{16}|AKIA[0-9A-Z]{12}|AIza|eyJ[A-Za-z0-9_-]{10})", RegexOptions.NonBacktracking)]
    private static partial Regex Value();
}
