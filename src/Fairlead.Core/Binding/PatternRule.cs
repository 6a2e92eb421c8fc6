using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Fairlead.Binding;

/// <summary>
/// A regular expression that a text must match as a whole. It takes time linear in the text, whatever a caller sends
/// (CVE-2026-0621). Made by generated code; not meant for others.
/// </summary>
/// <param name="pattern">The expression.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PatternRule(string pattern)
{
    // Linear is not free: a text of megabytes is refused instead of searched.
    private const int MaxLength = 10_000;

    private Regex? _regex;

    /// <summary>Checks a text at which the reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The text.</param>
    public void Check(ref ArgumentReader reader, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > MaxLength)
        {
            reader.Refuse($"must have at most {MaxLength} characters to be compared with the pattern {pattern}");
            return;
        }

        var regex = _regex ??= new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        if (!regex.IsMatch(value)) reader.Refuse($"must match {pattern}");
    }
}
