using System.Text.RegularExpressions;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>
/// Signs that a text speaks to the model behind its user's back. They are signs, not proof, and few on purpose: docs/cli/lock.md
/// lists them.
/// </summary>
internal static partial class PoisoningSigns
{
    public static IReadOnlyList<string> In(LockedServer server) =>
        [.. DefinitionText.Of(server).SelectMany(static text => Signs(text.Text).Select(sign => $"{Plain.Line(text.Place)}: {sign}"))];

    private static IEnumerable<string> Signs(string text)
    {
        if (Tag().Match(text) is { Success: true } tag) yield return $"{tag.Value} sets instructions apart for the model";
        if (Secrecy().Match(text) is { Success: true } secrecy) yield return $"\"{Plain.Line(secrecy.Value)}\" keeps something from the user";
        if (Override().Match(text) is { Success: true } overriding) yield return $"\"{Plain.Line(overriding.Value)}\" overrules other instructions";
        if (OtherTools().Match(text) is { Success: true } others) yield return $"\"{Plain.Line(others.Value)}\" rules the use of other tools";
        if (Secret().Match(text) is { Success: true } secret) yield return $"{secret.Value} is where secrets are kept";
    }

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"</?(important|system|secret|hidden|instructions?|admin|critical)\b[^<>]{0,80}>", Options)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\b(do not|don't|never|without)\s+(ever\s+)?(tell(ing)?|mention(ing)?|inform(ing)?|notify(ing)?|reveal(ing)?|show(ing)?|alert(ing)?)\b[^.\n]{0,60}\buser", Options)]
    private static partial Regex Secrecy();

    [GeneratedRegex(@"\b(ignore|disregard|forget|override)\s+(all\s+|any\s+|the\s+|your\s+)*(previous|prior|above|earlier|other|system)\s+(instructions?|prompts?|rules|messages?)", Options)]
    private static partial Regex Override();

    [GeneratedRegex(@"\b(before|instead of|whenever)\s+(you\s+)?(use|using|call|calling)\s+(any\s+other|any|another|other|all\s+other)\s+tools?\b", Options)]
    private static partial Regex OtherTools();

    [GeneratedRegex(@"~/\.ssh\b|\bid_(rsa|ed25519)\b|\.aws/credentials\b|\.cursor/mcp\.json|/etc/(passwd|shadow)\b", Options)]
    private static partial Regex Secret();
}
