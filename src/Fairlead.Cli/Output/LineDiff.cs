using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Fairlead.Cli.Output;

/// <summary>The difference between two texts, line by line, with some lines round each change.</summary>
internal static class LineDiff
{
    private const int Context = 2;

    /// <returns>Lines that begin with <c>+</c>, <c>-</c> or a blank; <c>…</c> stands for lines that are left out.</returns>
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(WithoutEnd(before), WithoutEnd(after), ignoreWhiteSpace: false).Lines;
        var shown = new bool[lines.Count];
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Type == ChangeType.Unchanged) continue;
            for (var near = Math.Max(0, index - Context); near <= Math.Min(lines.Count - 1, index + Context); near++) shown[near] = true;
        }

        var result = new List<string>();
        for (var index = 0; index < lines.Count; index++)
        {
            if (shown[index]) result.Add(Sign(lines[index].Type) + lines[index].Text);
            else if (index == 0 || shown[index - 1]) result.Add("…");
        }

        return result;
    }

    /// <summary>Such a line for a terminal.</summary>
    public static string Markup(string line) => line[0] switch
    {
        '+' => $"[green]{Plain.Markup(line)}[/]",
        '-' => $"[red]{Plain.Markup(line)}[/]",
        _ => $"[dim]{Plain.Markup(line)}[/]",
    };

    // The break that ends the last line begins no other.
    private static string WithoutEnd(string text) => text.TrimEnd('\r', '\n');

    private static string Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
