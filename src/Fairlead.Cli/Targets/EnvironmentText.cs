using System.Text.RegularExpressions;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Targets;

/// <summary>Texts with <c>${NAME}</c> or <c>${env:NAME}</c> in them, as the clients' own configuration files have them.</summary>
internal static partial class EnvironmentText
{
    /// <param name="text">The text.</param>
    /// <param name="place">Where it stands, for the error.</param>
    /// <exception cref="CliException">A variable is not set.</exception>
    public static string Expand(string text, string place) => Reference().Replace(text, match =>
        Environment.GetEnvironmentVariable(match.Groups[1].Value)
        ?? (match.Groups[2].Success ? match.Groups[2].Value : throw CliException.Usage($"{place}: the environment has no {match.Groups[1].Value}.")));

    [GeneratedRegex(@"\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
