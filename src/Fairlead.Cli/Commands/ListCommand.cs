using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;
using Spectre.Console;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead list</c>: what a server offers.</summary>
internal sealed class ListCommand : ServerCommand
{
    private readonly Argument<string> _what = new("WHAT")
    {
        Description = "tools, resources, templates, prompts, or all of them.",
        DefaultValueFactory = static _ => "all",
    };

    public ListCommand() : base("list", "List the tools, resources and prompts of a server.")
    {
        _what.AcceptOnlyFromAmong("all", "tools", "resources", "templates", "prompts");
        Add(_what);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead list http://127.0.0.1:8000/mcp", "All that a server offers"),
        new("fairlead list mcp.json#github tools --json", "The tools of a configured server, with their schemas"),
        new("fairlead list ./MyServer", "Build the project in a folder, start it and ask it"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var what = arguments.GetValue(_what)!;
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var tools = Wants("tools") ? await connection.ListToolsAsync(cancellationToken) : null;
        var resources = Wants("resources") ? await connection.ListResourcesAsync(cancellationToken) : null;
        var templates = Wants("templates") ? await connection.ListTemplatesAsync(cancellationToken) : null;
        var prompts = Wants("prompts") ? await connection.ListPromptsAsync(cancellationToken) : null;
        if (screen.IsJson)
        {
            var all = new JsonObject { ["server"] = connection.Describe(), ["revision"] = connection.Revision };
            Put(all, "tools", tools);
            Put(all, "resources", resources);
            Put(all, "resourceTemplates", templates);
            Put(all, "prompts", prompts);
            Screen.Json(all);
            return ExitCode.Success;
        }

        screen.Markup($"[bold]{Plain.Markup(connection.Title)}[/] · {connection.Revision} · {connection.TransportName}");
        Show(screen, "Tools", tools, static tool => (Signature.OfTool(tool), Text(tool, "description")));
        Show(screen, "Resources", resources, static resource => (Text(resource, "uri"), Text(resource, "description") is { Length: > 0 } description ? description : Text(resource, "name")));
        Show(screen, "Templates", templates, static template => (Text(template, "uriTemplate"), Text(template, "description") is { Length: > 0 } description ? description : Text(template, "name")));
        Show(screen, "Prompts", prompts, static prompt => (Signature.OfPrompt(prompt), Text(prompt, "description")));
        return ExitCode.Success;

        bool Wants(string kind) => what == "all" || what == kind;
    }

    private static void Put(JsonObject all, string name, IReadOnlyList<JsonObject>? items)
    {
        if (items is not null) all[name] = new JsonArray([.. items.Select(static item => item.DeepClone())]);
    }

    private static void Show(Screen screen, string title, IReadOnlyList<JsonObject>? items, Func<JsonObject, (string Name, string Description)> describe)
    {
        if (items is not { Count: > 0 }) return;
        screen.Line();
        screen.Markup($"[bold]{title}[/] ({items.Count})");
        var grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (var (name, description) in items.Select(describe))
        {
            grid.AddRow(new Text(Plain.Line(name), new Style(Color.Green)), new Text(Plain.Line(description)));
        }

        screen.Show(grid);
    }

    private static string Text(JsonObject item, string property) => item[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
