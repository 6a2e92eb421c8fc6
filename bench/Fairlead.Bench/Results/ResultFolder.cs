using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Cli.Measuring;

namespace Fairlead.Bench.Results;

/// <summary>Where results go: JSON, a table in Markdown and plots as SVG, for each part; and into the documentation where that is asked for.</summary>
internal sealed class ResultFolder(Options options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = options.Quick ? Path.Combine(Place.Results, "quick") : Place.Results;

    public void Write(string part, Machine machine, IReadOnlyList<Section> sections)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, part + ".json"), JsonSerializer.Serialize(
            new { part, options.Quick, machine, sections = sections.Select(static section => new { section.Title, figures = section.Figures.Select(static one => new { one.Name, one.Unit, one.Median, one.Min, one.Max, one.Rounds }) }) }, Json) + "\n");
        var markdown = Markdown(machine, sections, "");
        File.WriteAllText(Path.Combine(_folder, part + ".md"), markdown);
        foreach (var (name, plot) in sections.SelectMany(static section => section.Plots)) WritePlot(_folder, name, plot);
        if (options.Docs) WriteDocs(part, Markdown(machine, sections, "performance/"), sections);
        Console.WriteLine(markdown);
    }

    private string Markdown(Machine machine, IReadOnlyList<Section> sections, string plots)
    {
        var text = new StringBuilder();
        if (options.Quick) text.Append("**A first impression: few and short rounds. Do not quote it.**\n\n");
        foreach (var section in sections)
        {
            text.Append("### ").Append(section.Title).Append("\n\n");
            Row(text, section.Columns);
            Row(text, [.. section.Columns.Select(static _ => "---")]);
            foreach (var row in section.Rows) Row(text, row);
            text.Append('\n');
            foreach (var (name, _) in section.Plots) text.Append("![").Append(section.Title).Append("](").Append(plots).Append(name).Append(".svg)\n\n");
        }

        return text.Append(machine).Append(".\n").ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void WriteDocs(string part, string markdown, IReadOnlyList<Section> sections)
    {
        var plots = Directory.CreateDirectory(Path.Combine(Place.Docs, "performance")).FullName;
        foreach (var (name, plot) in sections.SelectMany(static section => section.Plots)) WritePlot(plots, name, plot);
        var path = Path.Combine(Place.Docs, "performance.md");
        var (before, after) = ($"<!-- measured: {part} -->\n", $"<!-- /measured: {part} -->");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(before, StringComparison.Ordinal), text.IndexOf(after, StringComparison.Ordinal));
        if (start < 0 || end < start) throw new InvalidOperationException($"{path} has no place for '{part}': write '{before.Trim()}' and '{after}' where it shall be.");
        File.WriteAllText(path, $"{text[..(start + before.Length)]}\n{markdown}\n{text[end..]}");
    }

    private static void WritePlot(string folder, string name, Plot plot) => File.WriteAllText(Path.Combine(folder, name + ".svg"), plot.ToSvg() + "\n");
}
