using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Json;

namespace Fairlead.Cli.Output;

/// <summary>Results for people: text, Markdown and JSON on the screen, everything else in files.</summary>
internal sealed class ResultView(Screen screen, string? folder)
{
    public void ShowToolResult(JsonObject result)
    {
        var structured = result["structuredContent"];
        var content = (result["content"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        // A structured result repeats itself as text, for clients that know only that.
        if (structured is not null && content is [{ } only] && IsSame(only, structured)) content = [];
        if (result["isError"] is JsonValue flag && flag.TryGetValue<bool>(out var isError) && isError) screen.Notes.MarkupLine("[red]The tool reports an error:[/]");
        foreach (var block in content) ShowBlock(block);
        if (structured is not null) ShowJson(structured);
    }

    public void ShowContents(JsonObject result)
    {
        foreach (var contents in (result["contents"] as JsonArray ?? []).OfType<JsonObject>()) ShowResource(contents);
    }

    public void ShowMessages(JsonObject result)
    {
        foreach (var message in (result["messages"] as JsonArray ?? []).OfType<JsonObject>())
        {
            screen.Markup($"[bold]{Plain.Markup((string?)message["role"])}[/]");
            if (message["content"] is JsonObject content) ShowBlock(content);
        }
    }

    public void ShowJson(JsonNode node)
    {
        var text = Screen.JsonText(node);
        if (screen.Output.Profile.Capabilities.Ansi)
        {
            screen.Output.Write(new JsonText(text));
            screen.Line();
        }
        else
        {
            screen.Line(text);
        }
    }

    private static bool IsSame(JsonObject block, JsonNode structured)
    {
        if ((string?)block["type"] != "text" || block["text"] is not JsonValue value || !value.TryGetValue<string>(out var text)) return false;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(text), structured);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private void ShowBlock(JsonObject block)
    {
        switch ((string?)block["type"])
        {
            case "text":
                ShowText((string?)block["text"] ?? "", null);
                break;
            case "image" or "audio":
                Save((string?)block["data"], (string?)block["mimeType"], (string)block["type"]!);
                break;
            case "resource" when block["resource"] is JsonObject resource:
                ShowResource(resource);
                break;
            case "resource_link":
                screen.Markup($"[link]{Plain.Markup((string?)block["uri"])}[/] {Plain.Markup((string?)block["name"])}");
                break;
            default:
                ShowJson(block);
                break;
        }
    }

    private void ShowResource(JsonObject contents)
    {
        if (contents["blob"] is { } blob) Save(blob.ToString(), (string?)contents["mimeType"], "file");
        else ShowText((string?)contents["text"] ?? "", (string?)contents["mimeType"]);
    }

    private void ShowText(string text, string? mimeType)
    {
        if (mimeType is "application/json" || mimeType?.EndsWith("+json", StringComparison.Ordinal) == true)
        {
            try
            {
                ShowJson(JsonNode.Parse(text)!);
                return;
            }
            catch (System.Text.Json.JsonException)
            {
                // It says that it is JSON, and is not: shown as it is.
            }
        }

        if (screen.Output.Profile.Capabilities.Ansi && (mimeType is null or "text/markdown")) MarkdownView.Show(screen.Output, Plain.Of(text));
        else screen.Line(Plain.Of(text));
    }

    private void Save(string? data, string? mimeType, string kind)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(data ?? "");
        }
        catch (FormatException)
        {
            screen.Notes.MarkupLine($"[red]{kind}: its data is no base64.[/]");
            return;
        }

        var path = SavedFile.Write(folder, kind, mimeType, bytes);
        screen.Line($"{kind} {Plain.Line(mimeType)}, {bytes.Length} bytes: {path}");
    }
}
