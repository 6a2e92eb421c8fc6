using System.Text.Json.Nodes;

namespace Fairlead.Cli.Locking;

/// <summary>JSON as lines that a reader can compare: a member on each, and texts of several lines as they are read.</summary>
internal static class Outline
{
    private const string Step = "  ";

    public static string Of(JsonNode? node) => string.Join('\n', Lines(node, "", ""));

    private static IEnumerable<string> Lines(JsonNode? node, string indent, string label) => node switch
    {
        JsonObject { Count: > 0 } members => [.. Head(indent, label), .. members.SelectMany(member => Lines(member.Value, label.Length > 0 ? indent + Step : indent, member.Key + ": "))],
        JsonArray { Count: > 0 } items => [.. Head(indent, label), .. items.SelectMany(item => Lines(item, label.Length > 0 ? indent + Step : indent, "- "))],
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('\n', StringComparison.Ordinal) => [$"{indent}{label}|", .. text.ReplaceLineEndings("\n").Split('\n').Select(line => indent + Step + line)],
        _ => [$"{indent}{label}{Output.Screen.Text(node)}"],
    };

    private static IEnumerable<string> Head(string indent, string label) => label.Length > 0 ? [indent + label.TrimEnd()] : [];
}
