using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Inspecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Spectre.Console;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead inspect</c>: everything about a server.</summary>
internal sealed class InspectCommand : ServerCommand
{
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 when the portability report finds anything." };

    public InspectCommand() : base("inspect", "Show everything about a server: what it is and can do, what its lists cost a model, and which schemas will not reach every client.") => Add(_strict);

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead inspect ./MyServer", "Look at a server before it is published"),
        new("fairlead inspect http://127.0.0.1:8000/mcp --strict", "Fail a build whose schemas are not portable"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var tools = await connection.ListToolsAsync(cancellationToken);
        var resources = await connection.ListResourcesAsync(cancellationToken);
        var templates = await connection.ListTemplatesAsync(cancellationToken);
        var prompts = await connection.ListPromptsAsync(cancellationToken);
        PortabilityFinding[] findings = [.. Portability.Of(tools)];
        var capabilities = JsonSerializer.SerializeToNode(connection.Client.ServerCapabilities, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ServerCapabilities)));
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject
            {
                ["server"] = connection.Describe(),
                ["revision"] = connection.Revision,
                ["transport"] = connection.TransportName,
                ["capabilities"] = capabilities,
                ["instructions"] = connection.Client.ServerInstructions,
                ["tools"] = Copy(tools),
                ["resources"] = Copy(resources),
                ["resourceTemplates"] = Copy(templates),
                ["prompts"] = Copy(prompts),
                ["estimatedTokens"] = new JsonObject
                {
                    ["tools"] = new JsonObject(tools.GroupBy(static tool => (string?)tool["name"] ?? "").Select(static same => KeyValuePair.Create(same.Key, (JsonNode?)same.Sum(TokenEstimate.OfTool)))),
                    ["instructions"] = TokenEstimate.OfText(connection.Client.ServerInstructions),
                    ["total"] = Total(connection, tools),
                },
                ["portability"] = new JsonArray([.. findings.Select(static finding => new JsonObject { ["tool"] = finding.Tool, ["path"] = finding.Path, ["problem"] = finding.Problem })]),
            });
        }
        else
        {
            ShowServer(screen, connection, capabilities as JsonObject ?? []);
            screen.Line();
            screen.Markup($"[bold]What it offers[/]: {tools.Count} tools, {resources.Count} resources, {templates.Count} templates, {prompts.Count} prompts");
            ShowCost(screen, connection, tools);
            ShowPortability(screen, findings);
        }

        return findings.Length > 0 && arguments.GetValue(_strict) ? ExitCode.BadNews : ExitCode.Success;
    }

    private static JsonArray Copy(IReadOnlyList<JsonObject> items) => new([.. items.Select(static item => item.DeepClone())]);

    private static int Total(ServerConnection connection, IReadOnlyList<JsonObject> tools) => tools.Sum(TokenEstimate.OfTool) + TokenEstimate.OfText(connection.Client.ServerInstructions);

    private static void ShowServer(Screen screen, ServerConnection connection, JsonObject capabilities)
    {
        var server = connection.Client.ServerInfo;
        screen.Markup($"[bold]{Plain.Markup(connection.Title)}[/] · {connection.Revision} · {connection.TransportName}");
        if (server?.Title is { } title && title != server.Name) screen.Line(Plain.Line(title));
        if (server?.Description is { } description) screen.Line(Plain.Line(description));
        if (server?.WebsiteUrl is { } website) screen.Line(Plain.Line(website));
        screen.Line();
        screen.Markup($"[bold]Capabilities[/]: {Plain.Markup(string.Join(", ", capabilities.Select(Describe)))}");
        if (connection.Client.ServerInstructions is { Length: > 0 } instructions)
        {
            screen.Line();
            screen.Markup("[bold]Instructions[/]");
            screen.Line(Plain.Of(instructions));
        }

        static string Describe(KeyValuePair<string, JsonNode?> capability)
        {
            string[] details = [.. (capability.Value as JsonObject ?? []).Where(static detail => detail.Value is not JsonValue value || !value.TryGetValue<bool>(out var on) || on).Select(static detail => detail.Key)];
            return details.Length == 0 ? capability.Key : $"{capability.Key} ({string.Join(", ", details)})";
        }
    }

    private static void ShowCost(Screen screen, ServerConnection connection, IReadOnlyList<JsonObject> tools)
    {
        if (tools.Count == 0) return;
        screen.Line();
        screen.Markup($"[bold]What its tools cost a model[/]: about {Total(connection, tools)} tokens in every conversation (estimated: a token for four bytes)");
        var grid = new Grid().AddColumn(new GridColumn().PadLeft(2).PadRight(2).RightAligned()).AddColumn();
        foreach (var tool in tools.OrderByDescending(TokenEstimate.OfTool)) grid.AddRow(new Text($"{TokenEstimate.OfTool(tool)}"), new Text(Plain.Line((string?)tool["name"])));
        screen.Show(grid);
    }

    private static void ShowPortability(Screen screen, PortabilityFinding[] findings)
    {
        screen.Line();
        screen.Markup(findings.Length == 0 ? "[bold]Portability[/]: nothing found that a client or model would stumble over" : $"[bold]Portability[/] ({findings.Length})");
        foreach (var tool in findings.GroupBy(static finding => finding.Tool))
        {
            screen.Line($"  {(tool.Key.Length == 0 ? "All tools" : Plain.Line(tool.Key))}");
            foreach (var finding in tool) screen.Line($"    {(finding.Path.Length == 0 ? "" : Plain.Line(finding.Path) + ": ")}{finding.Problem}");
        }
    }
}
