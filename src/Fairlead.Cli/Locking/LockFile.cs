using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Files;

namespace Fairlead.Cli.Locking;

/// <summary><c>mcp.lock</c>: the servers as they were when somebody looked at them. Made for version control: sorted, a line for each member.</summary>
internal sealed class LockFile
{
    public const string DefaultPath = "mcp.lock";

    private const int Version = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly string _path;
    private readonly AtomicFile _file;

    private LockFile(string path, AtomicFile file)
    {
        _path = path;
        _file = file;
        if (file.Content is not null) Read(file.Content);
    }

    /// <summary>The servers by name.</summary>
    public SortedDictionary<string, LockedServer> Servers { get; } = new(StringComparer.Ordinal);

    public bool Exists => _file.Content is not null;

    /// <exception cref="CliException">It cannot be read, or is no lock file as this program writes them.</exception>
    public static LockFile Open(string path) => new(path, AtomicFile.Read(path));

    /// <summary>The name under which a server is locked.</summary>
    public string? NameOf(string text, string? targetName) =>
        Servers.FirstOrDefault(entry => entry.Value.Source == text).Key ?? (Servers.ContainsKey(text) ? text : targetName is not null && Servers.ContainsKey(targetName) ? targetName : null);

    /// <exception cref="CliException">It cannot be written.</exception>
    public void Save()
    {
        var servers = new JsonObject(Servers.Select(static entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, ToJson(entry.Value))));
        var text = new JsonObject { ["lockVersion"] = Version, ["servers"] = servers }.ToJsonString(Indented) + "\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        if (_file.Content is null || !_file.Content.AsSpan().SequenceEqual(bytes)) _file.Replace(bytes);
    }

    private static JsonObject ToJson(LockedServer server)
    {
        var json = new JsonObject { ["source"] = server.Source, ["sha256"] = server.Fingerprint, ["server"] = server.Server.ToJson() };
        foreach (var (kind, definitions) in server.Definitions)
        {
            if (definitions.Count > 0) json[kind.Member] = new JsonObject(definitions.Select(static item => KeyValuePair.Create<string, JsonNode?>(item.Key, item.Value.ToJson())));
        }

        return json;
    }

    private void Read(byte[] content)
    {
        try
        {
            var root = JsonNode.Parse(content)!.AsObject();
            var version = root["lockVersion"]!.GetValue<int>();
            if (version != Version) throw Corrupt($"its lockVersion is {version}, and this program knows {Version}");
            foreach (var (name, server) in root["servers"]!.AsObject()) Servers.Add(name, Read(name, server!.AsObject()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException)
        {
            throw Corrupt(exception is JsonException ? exception.Message : "a member is missing or of another type", exception);
        }
    }

    private LockedServer Read(string name, JsonObject json)
    {
        var server = new LockedServer(
            json["source"]!.GetValue<string>(),
            ReadDefinition(name, json["server"]!.AsObject()),
            DefinitionKind.All.ToDictionary(static kind => kind, kind => new SortedDictionary<string, Definition>(
                (json[kind.Member] as JsonObject ?? []).ToDictionary(static item => item.Key, item => ReadDefinition($"{name}, {kind.Word} {item.Key}", item.Value!.AsObject())), StringComparer.Ordinal)));
        return server.Fingerprint == json["sha256"]!.GetValue<string>() ? server : throw Corrupt($"the hash of {name} is not that of its definitions");
    }

    private Definition ReadDefinition(string place, JsonObject json)
    {
        var definition = Definition.Of(json["definition"]!.AsObject());
        return definition.Sha256 == json["sha256"]!.GetValue<string>() ? definition : throw Corrupt($"the hash of {place} is not that of its definition");
    }

    private CliException Corrupt(string reason, Exception? exception = null) =>
        new(ExitCode.File, $"{_path} is no lock file, or was changed by hand: {reason.ReplaceLineEndings(" ")}. Restore it, or remove it and lock again.", exception);
}
