using System.Text.RegularExpressions;

namespace Fairlead.Cli.Judging;

/// <summary>The inside of a program in what it tells to strangers.</summary>
internal static partial class Leak
{
    /// <returns>What was found; none when nothing was.</returns>
    public static string? In(string text) => Sign().Match(text) is { Success: true } match ? match.Value.Trim() : null;

    [GeneratedRegex(
        """\bat [\w.<>`]+\([^)\n]*\) in |\.cs:line \d+|System\.[A-Z]\w+Exception|Traceback \(most recent call last\)|File \\?"[^"\n]+\\?", line \d+|\bat [\w.<>$ ]*\(?(?:/|node:)[^)\n]+:\d+:\d+\)?|goroutine \d+ \[|panicked at |java\.lang\.\w+|(?:Password|Pwd)=[^;\s"]+""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Sign();
}
