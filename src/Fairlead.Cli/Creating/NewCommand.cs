using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;
using Spectre.Console;

namespace Fairlead.Cli.Creating;

/// <summary><c>fairlead new</c>: a server with its tests, from a template.</summary>
internal sealed class NewCommand : CliCommand
{
    private readonly Argument<string?> _template = new("TEMPLATE") { Description = "Which template; without it they are listed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _name = new("NAME") { Description = "The server's name; without it that of the folder.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "The folder to create it in; else one of its name or, without a name, this one.", HelpName = "FOLDER" };
    private readonly Option<bool> _force = new("--force") { Description = "Create it in a folder that has files, and overwrite those of the same names." };

    public NewCommand() : base("new", "Create a server, with its tests, from a template.")
    {
        Add(_template);
        Add(_name);
        Add(_output);
        Add(_force);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead new", "List the templates"),
        new("fairlead new stdio Weather", "A server for one user, in the folder Weather"),
        new("fairlead new production Orders --output services/orders", "One with tokens, scopes, limits and audit, in a folder of another name"),
    ];

    protected override async Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_template) is not { } wanted)
        {
            List(screen);
            return ExitCode.Success;
        }

        var template = ProjectTemplate.Find(wanted);
        var folder = Path.GetFullPath(arguments.GetValue(_output) ?? arguments.GetValue(_name) ?? ".");
        var name = ProjectName.Read(arguments.GetValue(_name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
        var files = await NewFolder.WriteAsync(folder, template.Fill(name), arguments.GetValue(_force), cancellationToken);
        if (screen.IsJson)
        {
            Screen.Json(new JsonObject { ["template"] = template.Id, ["name"] = name.Text, ["folder"] = folder, ["files"] = new JsonArray([.. files.Select(static file => (JsonNode)file)]) });
            return ExitCode.Success;
        }

        screen.Line($"{name.Text} is in {folder}. Next:");
        if (Path.GetRelativePath(Environment.CurrentDirectory, folder) is not "." and var path) screen.Line($"  cd {path}");
        screen.Line("  dotnet test");
        screen.Line("README.md has the rest.");
        return ExitCode.Success;
    }

    private static void List(Screen screen)
    {
        if (screen.IsJson)
        {
            Screen.Json(new JsonArray([.. ProjectTemplate.All.Select(static template => (JsonNode)new JsonObject { ["name"] = template.Id, ["description"] = template.Description })]));
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (var template in ProjectTemplate.All) grid.AddRow(new Text(template.Id, new Style(Color.Green)), new Text(template.Description));
        screen.Show(grid);
    }
}
