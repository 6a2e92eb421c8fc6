using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Spectre.Console;
using Spectre.Console.Rendering;
using MarkdownTable = Markdig.Extensions.Tables.Table;
using MarkdownTableCell = Markdig.Extensions.Tables.TableCell;
using MarkdownTableRow = Markdig.Extensions.Tables.TableRow;
using Table = Spectre.Console.Table;

namespace Fairlead.Cli.Output;

/// <summary>Markdown on a terminal.</summary>
internal static class MarkdownView
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public static void Show(IAnsiConsole console, string markdown)
    {
        foreach (var block in Markdown.Parse(markdown, Pipeline)) console.Write(Render(block));
    }

    private static IRenderable Render(Block block) => block switch
    {
        HeadingBlock heading => new Markup($"[bold underline]{Inlines(heading.Inline)}[/]\n"),
        ParagraphBlock paragraph => new Markup(Inlines(paragraph.Inline) + "\n"),
        CodeBlock code => new Padder(new Text(code.Lines.ToString() + "\n", new Style(Color.Grey)), new Padding(2, 0, 0, 0)),
        QuoteBlock quote => new Padder(new Rows(quote.Select(Render)), new Padding(2, 0, 0, 0)),
        ListBlock list => ListOf(list),
        MarkdownTable table => TableOf(table),
        ThematicBreakBlock => new Rule(),
        LeafBlock leaf => new Text(leaf.Lines.ToString() + "\n"),
        ContainerBlock container => new Rows(container.Select(Render)),
        _ => new Text(""),
    };

    private static Grid ListOf(ListBlock list)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(1).PadRight(1)).AddColumn();
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            grid.AddRow(new Text(list.IsOrdered ? $"{number++}." : "•"), new Rows(item.Select(Render)));
        }

        return grid;
    }

    private static Table TableOf(MarkdownTable source)
    {
        var table = new Table();
        foreach (var row in source.OfType<MarkdownTableRow>())
        {
            IRenderable[] cells = [.. row.OfType<MarkdownTableCell>().Select(static cell => new Rows(cell.Select(Render)))];
            if (row.IsHeader)
            {
                foreach (var cell in cells) table.AddColumn(new TableColumn(cell));
            }
            else
            {
                while (table.Columns.Count < cells.Length) table.AddColumn("");
                table.AddRow(cells);
            }
        }

        return table;
    }

    private static string Inlines(ContainerInline? inlines)
    {
        var markup = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            markup.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString().EscapeMarkup(),
                CodeInline code => $"[yellow]{code.Content.EscapeMarkup()}[/]",
                EmphasisInline { DelimiterCount: >= 2 } strong => $"[bold]{Inlines(strong)}[/]",
                EmphasisInline emphasis => $"[italic]{Inlines(emphasis)}[/]",
                // The address stays in sight: a link's text is the server's, and may say anything.
                LinkInline link => $"{Inlines(link)} ({(link.Url ?? "").EscapeMarkup()})",
                AutolinkInline link => link.Url.EscapeMarkup(),
                LineBreakInline => "\n",
                HtmlInline html => html.Tag.EscapeMarkup(),
                HtmlEntityInline entity => entity.Transcoded.ToString().EscapeMarkup(),
                ContainerInline container => Inlines(container),
                _ => "",
            });
        }

        return markup.ToString();
    }
}
