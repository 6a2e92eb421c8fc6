using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Installing;

/// <summary><c>fairlead install</c>: writes a server into a client's configuration, and leaves everything else in it as it is.</summary>
internal sealed partial class InstallCommand : InstallingCommand
{
    private readonly Argument<string> _server = new("SERVER") { Description = "A URL, a quoted command line, a project folder or file, or an entry of an mcp.json, as in list.", CompletionSources = { ServerNames.Suggest } };
    private readonly Option<string?> _name = new("--name") { Description = "The name in the client. Default: that of the entry or project, or the URL's host.", HelpName = "NAME" };
    private readonly Option<string[]> _environment = new("--env", "-e") { Description = "A variable for a server that is started, NAME=value; ${NAME} stays a reference where the client replaces it.", HelpName = "NAME=VALUE" };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "An HTTP header, \"Name: value\"; ${NAME} stays a reference where the client replaces it.", HelpName = "HEADER" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an entry of that name that says something else." };

    public InstallCommand() : base("install", "Write a server into the configuration of a client.")
    {
        Add(_server);
        foreach (var option in (Option[])[_name, _environment, _headers, _force]) Add(option);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead install claude-code https://example.com/mcp --header 'Authorization: Bearer ${TOKEN}'", "A server with a URL, for the user; the token stays in the environment"),
        new("fairlead install vscode ./MyServer --scope project --dry-run", "What a project's server would look like in .vscode/mcp.json"),
        new("fairlead install codex \"npx -y @modelcontextprotocol/server-everything\" --name everything", "A command"),
    ];

    protected override async Task<Edit> EditAsync(McpClientKind client, ServerFile file, string path, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var target = ServerTarget.Read(arguments.GetValue(_server)!, keepsVariables: true);
        var name = arguments.GetValue(_name) ?? (target is HttpTarget http && http.Name == arguments.GetValue(_server) ? http.Url.Host : target.Name);
        if (!ValidName().IsMatch(name)) throw CliException.Usage($"\"{Plain.Line(name)}\" is no name that every client takes: write --name with letters, digits, '-', '_' and '.'.");
        var started = target switch
        {
            // What runs from a file is built by the run; a project is built now, so that nothing of a build comes out of the server.
            ProjectTarget project when project.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) => new ProcessTarget(project.Name, "dotnet", ["run", Path.GetFullPath(project.Path)], [], null),
            ProjectTarget project => await ProjectBuild.BuildAsync(project, cancellationToken),
            _ => target,
        };
        var entry = ServerEntry.Of(started, (arguments.GetValue(_environment) ?? []).Select(static text => Pair(text, '=', "--env: write NAME=value")), (arguments.GetValue(_headers) ?? []).Select(static text => Pair(text, ':', "--header: write \"Name: value\"")));
        var json = Write(client, entry, screen);
        if (file.Servers?[name] is not { } old) return new Edit(file.With(name, json), name, "installed");
        if (JsonNode.DeepEquals(old, json)) return new Edit(file.Text, name, "unchanged");
        return arguments.GetValue(_force)
            ? new Edit(file.With(name, json), name, "replaced")
            : throw CliException.Usage($"{path} has another server {name} already. --force replaces it, --name gives this one another name.");
    }

    private static JsonObject Write(McpClientKind client, ServerEntry entry, Screen screen)
    {
        if (entry.Url is not null && client.NoUrls is { } reason) throw CliException.Usage($"{client.Name} takes no URL. {reason}");
        foreach (var (key, value) in entry.Values)
        {
            if (Plain.HasHidden(key) || Plain.HasHidden(value)) throw CliException.Usage($"{Plain.Line(key)} has a hidden character in it.");
            if (SecretSigns.Has(key, value)) screen.Note($"fairlead: {Plain.Line(key)} looks like a secret, and stands in the file as it is.{Advice(client, entry, key)}");
        }

        if (client.Format == ConfigFormat.Json)
        {
            if (client.Variable is null && entry.Values.FirstOrDefault(static pair => ServerEntry.HasVariable(pair.Value)) is { Key: { } key }) throw CliException.Usage($"{client.Name} replaces no variables, and {key} has one.");
            entry = entry with { Environment = Fill(client, entry.Environment), Headers = Fill(client, entry.Headers) };
        }

        try
        {
            return client.Write(entry);
        }
        catch (FormatException exception)
        {
            throw CliException.Usage($"{client.Name}: {exception.Message}. It takes NAME=${{NAME}} for a variable{(client.Name == "codex" ? ", and ${NAME} or Bearer ${NAME} for a header" : "")}.");
        }
    }

    private static string Advice(McpClientKind client, ServerEntry entry, string key)
    {
        var variable = client.Variable is not null || entry.Url is null && client.Format == ConfigFormat.Yaml;
        return variable ? entry.Url is null ? $" Better: --env '{key}=${{{key}}}', with the value in the environment of {client.Name}." : $" Better: --header '{key}: ${{NAME}}', with the value in the environment of {client.Name}." : "";
    }

    private static Dictionary<string, string> Fill(McpClientKind client, IReadOnlyDictionary<string, string> values) => values.ToDictionary(static pair => pair.Key, pair => client.Fill(pair.Value));

    private static KeyValuePair<string, string> Pair(string text, char separator, string form)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 ? new(text[..at].Trim(), separator == ':' ? text[(at + 1)..].Trim() : text[(at + 1)..]) : throw CliException.Usage($"{form}, not \"{text}\".");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$", RegexOptions.NonBacktracking)]
    private static partial Regex ValidName();
}
