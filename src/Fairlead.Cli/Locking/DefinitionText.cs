using System.Text.Json.Nodes;

namespace Fairlead.Cli.Locking;

/// <summary>A piece of text that a model may read, and where it stands.</summary>
internal sealed record DefinitionText(string Place, string Text)
{
    /// <summary>All texts of a server: names of members too, for a schema's are what a model reads.</summary>
    public static IEnumerable<DefinitionText> Of(LockedServer server) =>
        Of("server", server.Server.Json).Concat(server.Definitions.SelectMany(static kind => kind.Value.SelectMany(item => Of($"{kind.Key.Word} {item.Key}", item.Value.Json))));

    private static IEnumerable<DefinitionText> Of(string place, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Of($"{place}, {member.Key}", member.Value).Prepend(new DefinitionText($"{place}, a member's name", member.Key))),
        JsonArray items => items.SelectMany((item, index) => Of($"{place}[{index}]", item)),
        JsonValue value when value.TryGetValue<string>(out var text) => [new DefinitionText(place, text)],
        _ => [],
    };
}
