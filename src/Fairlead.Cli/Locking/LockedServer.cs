using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>All that a server tells a model: what it says of itself, and each of its definitions.</summary>
/// <param name="Source">How the user has named it, to find it again.</param>
/// <param name="Server">Its name, title, instructions and the like, without its version.</param>
/// <param name="Definitions">Its definitions by kind and name, in order.</param>
internal sealed record LockedServer(string Source, Definition Server, IReadOnlyDictionary<DefinitionKind, SortedDictionary<string, Definition>> Definitions)
{
    /// <summary>One hash for all of it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', Definitions.SelectMany(static kind => kind.Value.Select(item => $"{kind.Key.Member} {item.Key} {item.Value.Sha256}")).Order(StringComparer.Ordinal).Prepend(Server.Sha256)))));

    /// <exception cref="CliException">The server defines something twice, or without a name.</exception>
    public static async Task<LockedServer> AskAsync(string source, ServerConnection connection, CancellationToken cancellationToken) => new(
        source,
        Describe(connection),
        new Dictionary<DefinitionKind, SortedDictionary<string, Definition>>
        {
            [DefinitionKind.Tool] = ByName(DefinitionKind.Tool, await connection.ListToolsAsync(cancellationToken)),
            [DefinitionKind.Resource] = ByName(DefinitionKind.Resource, await connection.ListResourcesAsync(cancellationToken)),
            [DefinitionKind.Template] = ByName(DefinitionKind.Template, await connection.ListTemplatesAsync(cancellationToken)),
            [DefinitionKind.Prompt] = ByName(DefinitionKind.Prompt, await connection.ListPromptsAsync(cancellationToken)),
        });

    /// <summary>How much of what, such as <c>3 tools, 1 prompt</c>.</summary>
    public string Count()
    {
        var counts = string.Join(", ", Definitions.Where(static kind => kind.Value.Count > 0).Select(static kind => $"{kind.Value.Count} {kind.Key.Word}{(kind.Value.Count == 1 ? "" : "s")}"));
        return counts.Length > 0 ? counts : "no definitions";
    }

    private static Definition Describe(ServerConnection connection)
    {
        var server = connection.Describe() as JsonObject ?? [];
        // Every release has another version; what a model reads need not have changed.
        server.Remove("version");
        if (connection.Client.ServerInstructions is { Length: > 0 } instructions) server["instructions"] = instructions;
        return Definition.Of(server);
    }

    private static SortedDictionary<string, Definition> ByName(DefinitionKind kind, IReadOnlyList<JsonObject> items)
    {
        var all = new SortedDictionary<string, Definition>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var (name, definition) = Definition.Of(kind, item);
            if (!all.TryAdd(name, definition)) throw new CliException(ExitCode.Unreachable, $"The server has two {kind.Word}s {Plain.Line(name)}: no client can tell them apart.");
        }

        return all;
    }
}
