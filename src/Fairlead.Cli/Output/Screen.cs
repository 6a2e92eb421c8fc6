using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fairlead.Cli.Output;

/// <summary>Where a command writes: results to the standard output, as text or JSON; everything else to the standard error.</summary>
internal sealed class Screen
{
    private const int WidthWithoutTerminal = 100;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Screen(bool isJson, IAnsiConsole output, IAnsiConsole notes, bool isInteractive)
    {
        IsJson = isJson;
        Output = output;
        Notes = notes;
        IsInteractive = isInteractive;
    }

    /// <summary>Whether results are written as JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Whether a person sits in front of it and can be asked.</summary>
    public bool IsInteractive { get; }

    /// <summary>Results, for people.</summary>
    public IAnsiConsole Output { get; }

    /// <summary>Questions, progress and complaints.</summary>
    public IAnsiConsole Notes { get; }

    public static Screen Of(bool json, bool text) => new(
        json || (!text && Console.IsOutputRedirected),
        Create(Console.Out, Console.IsOutputRedirected),
        Create(Console.Error, Console.IsErrorRedirected),
        !Console.IsInputRedirected && !Console.IsErrorRedirected);

    /// <summary>A result in one piece.</summary>
    public static void Json(JsonNode? node) => Console.Out.WriteLine(JsonText(node));

    /// <summary>JSON over several lines, with no character escaped that need not be.</summary>
    public static string JsonText(JsonNode? node) => node?.ToJsonString(Indented) ?? "null";

    /// <summary>A result that is one of many, each on its line.</summary>
    public static void JsonLine(JsonNode node) => Console.Out.WriteLine(Text(node));

    /// <summary>JSON on one line.</summary>
    public static string Text(JsonNode? node) => node?.ToJsonString(Lines) ?? "null";

    /// <summary>A line of text as it is; what a server says is cleaned by <see cref="Plain.Of"/> first.</summary>
    public void Line(string text = "") => Output.Profile.Out.Writer.WriteLine(text);

    /// <summary>A line on the standard error.</summary>
    public void Note(string text) => Notes.Profile.Out.Writer.WriteLine(text);

    /// <summary>A line of markup; what a server says is cleaned by <see cref="Plain.Markup"/> first.</summary>
    public void Markup(string markup)
    {
        if (Output.Profile.Capabilities.Ansi) Output.MarkupLine(markup);
        else Line(Spectre.Console.Markup.Remove(markup)); // Unbroken: the reader may be a program.
    }

    /// <summary>Something with a layout, without the blanks that fill its lines where no colour ends them.</summary>
    public void Show(IRenderable renderable)
    {
        if (Output.Profile.Capabilities.Ansi)
        {
            Output.Write(renderable);
            return;
        }

        using var drawn = new StringWriter();
        var console = Create(drawn, isRedirected: true);
        console.Profile.Width = Output.Profile.Width;
        console.Write(renderable);
        foreach (var line in drawn.ToString().TrimEnd().Split('\n')) Line(line.TrimEnd());
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (isRedirected) console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
