namespace Fairlead.Cli.Generating.Emitting;

/// <summary>Comments of documentation.</summary>
internal static class XmlDoc
{
    public static void Summary(CodeWriter code, string text) => Write(code, "<summary>", text, "</summary>");

    public static void Parameter(CodeWriter code, string name, string text) => Write(code, $"<param name=\"{name}\">", text, "</param>");

    private static void Write(CodeWriter code, string start, string text, string end)
    {
        string[] lines = [.. CSharpText.Comment(text.Trim())];
        if (lines.Length == 1)
        {
            code.Line($"/// {start}{lines[0]}{end}");
            return;
        }

        code.Line($"/// {start}");
        foreach (var line in lines) code.Line(line.Length == 0 ? "///" : $"/// {line}");
        code.Line($"/// {end}");
    }
}
