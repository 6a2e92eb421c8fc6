using System.Text.Json.Nodes;

namespace Fairlead.Cli.Locking;

/// <summary>What a server tells a model otherwise than before.</summary>
/// <param name="What">Such as <c>tool greet</c>.</param>
/// <param name="How"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Lines">The difference, line by line.</param>
internal sealed record Change(string What, string How, IReadOnlyList<string> Lines)
{
    public JsonObject ToJson() => new() { ["what"] = What, ["how"] = How, ["diff"] = new JsonArray([.. Lines.Select(static line => JsonValue.Create(line))]) };
}
