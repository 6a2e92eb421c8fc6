using System.Text.Json.Nodes;

namespace Fairlead.Testing.Surface;

/// <summary>Tells how one JSON differs from another, a line for each difference.</summary>
internal static class JsonDifference
{
    /// <summary>The differences: <c>+</c> what came, <c>-</c> what went, <c>~</c> what is another one.</summary>
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? actual, string path = "")
    {
        if (JsonNode.DeepEquals(expected, actual)) return [];
        return (expected, actual) switch
        {
            (JsonObject was, JsonObject now) => Members(was, now, path),
            (JsonArray was, JsonArray now) when IsFlat(was) && IsFlat(now) && !SameValues(was, now) => Values(was, now, path),
            (JsonArray was, JsonArray now) => Items(was, now, path),
            _ => [$"~ {Name(path)}: {Show(expected)} → {Show(actual)}"],
        };
    }

    private static IEnumerable<string> Members(JsonObject was, JsonObject now, string path)
    {
        foreach (var name in was.Select(one => one.Key).Union(now.Select(one => one.Key)))
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (!now.TryGetPropertyValue(name, out var after)) yield return $"- {inner}: {Show(was[name])}";
            else if (!was.TryGetPropertyValue(name, out var before)) yield return $"+ {inner}: {Show(after)}";
            else foreach (var line in Between(before, after, inner)) yield return line;
        }
    }

    private static IEnumerable<string> Values(JsonArray was, JsonArray now, string path) =>
    [
        .. was.Where(one => !Has(now, one)).Select(one => $"- {Name(path)}: {Show(one)}"),
        .. now.Where(one => !Has(was, one)).Select(one => $"+ {Name(path)}: {Show(one)}"),
    ];

    private static IEnumerable<string> Items(JsonArray was, JsonArray now, string path)
    {
        for (var i = 0; i < Math.Max(was.Count, now.Count); i++)
        {
            var inner = $"{path}[{i}]";
            if (i >= now.Count) yield return $"- {inner}: {Show(was[i])}";
            else if (i >= was.Count) yield return $"+ {inner}: {Show(now[i])}";
            else foreach (var line in Between(was[i], now[i], inner)) yield return line;
        }
    }

    private static bool IsFlat(JsonArray array) => array.All(one => one is null or JsonValue);

    private static bool SameValues(JsonArray was, JsonArray now) => was.All(one => Has(now, one)) && now.All(one => Has(was, one));

    private static bool Has(JsonArray array, JsonNode? value) => array.Any(one => JsonNode.DeepEquals(one, value));

    private static string Name(string path) => path.Length == 0 ? "the value" : path;

    private static string Show(JsonNode? node) => node is null ? "null" : JsonText.Line(node);
}
