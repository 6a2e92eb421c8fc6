using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Targets;

/// <summary>A file that names servers, as clients keep it: <c>mcpServers</c>, or VS Code's <c>servers</c>.</summary>
internal sealed class McpConfig
{
    private static readonly string[] PlacesHere = ["mcp.json", ".mcp.json", Path.Combine(".vscode", "mcp.json"), Path.Combine(".cursor", "mcp.json")];
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _path;
    private readonly JsonObject _servers;

    private readonly bool _keepsVariables;

    private McpConfig(string path, JsonObject servers, bool keepsVariables)
    {
        _path = path;
        _servers = servers;
        _keepsVariables = keepsVariables;
    }

    /// <param name="path">The file.</param>
    /// <param name="keepsVariables">References to variables stay as they are written.</param>
    /// <exception cref="CliException">The file cannot be read, or names no servers.</exception>
    public static McpConfig Read(string path, bool keepsVariables = false)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path), documentOptions: Lenient);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw CliException.File(path, exception);
        }

        var servers = root is JsonObject file ? file["mcpServers"] ?? file["servers"] : null;
        return new McpConfig(path, servers as JsonObject ?? throw new CliException(ExitCode.File, $"{path} names no servers: it has neither \"mcpServers\" nor \"servers\"."), keepsVariables);
    }

    /// <summary>The first such file of the current folder.</summary>
    public static McpConfig? Here(bool keepsVariables = false) => PlacesHere.FirstOrDefault(File.Exists) is { } path ? Read(path, keepsVariables) : null;

    public IEnumerable<string> Names => _servers.Select(static server => server.Key);

    public bool Has(string name) => _servers.ContainsKey(name);

    /// <param name="name">Which server; none where the file has only one.</param>
    /// <exception cref="CliException">There is no such server, or its entry is wrong.</exception>
    public ServerTarget Find(string? name)
    {
        name ??= _servers.Count == 1 ? _servers.First().Key : throw CliException.Usage($"{_path} has {_servers.Count} servers; name one: {string.Join(", ", _servers.Select(entry => $"{_path}#{entry.Key}"))}");
        if (_servers[name] is not JsonObject entry) throw CliException.Usage($"{_path} has no server \"{name}\"; it has {string.Join(", ", _servers.Select(static server => server.Key))}.");
        var place = $"{_path}, server \"{name}\"";
        if ((Text(entry, "url", place) ?? Text(entry, "serverUrl", place) ?? Text(entry, "httpUrl", place)) is { } address)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? new HttpTarget(name, url, Pairs(entry, "headers", place))
                : throw CliException.Usage($"{place}: \"url\" must be an http:// or https:// address, was \"{address}\".");
        }

        var command = Text(entry, "command", place) ?? throw CliException.Usage($"{place}: has neither \"command\" nor \"url\".");
        return new ProcessTarget(name, command, Words(entry, place), Pairs(entry, "env", place), Text(entry, "cwd", place));
    }

    private string? Text(JsonObject entry, string key, string place) => entry[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => Expand(text, place),
        _ => throw CliException.Usage($"{place}: \"{key}\" must be a string."),
    };

    private string[] Words(JsonObject entry, string place) => entry["args"] switch
    {
        null => [],
        JsonArray array => [.. array.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? Expand(text, place) : throw CliException.Usage($"{place}: \"args\" must be strings."))],
        _ => throw CliException.Usage($"{place}: \"args\" must be an array of strings."),
    };

    private KeyValuePair<string, string>[] Pairs(JsonObject entry, string key, string place) => entry[key] switch
    {
        null => [],
        JsonObject pairs => [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, Text(pairs, pair.Key, $"{place}, {key}") ?? ""))],
        _ => throw CliException.Usage($"{place}: \"{key}\" must be an object of strings."),
    };

    private string Expand(string text, string place) => _keepsVariables ? text : EnvironmentText.Expand(text, place);
}
