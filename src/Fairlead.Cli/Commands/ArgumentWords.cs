using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Commands;

/// <summary>
/// Arguments as words of the command line: <c>key=value</c> in the type that the schema wants, <c>key:=JSON</c> as it is,
/// <c>key=@file</c> from a file; or all of them as one JSON object, from <c>@file</c> or from the standard input (<c>-</c>).
/// </summary>
internal static class ArgumentWords
{
    /// <param name="words">What the user wrote.</param>
    /// <param name="schema">The schema of the arguments; none makes every value a string.</param>
    /// <exception cref="CliException">A word is none of these, or its value is of another type.</exception>
    public static JsonObject Read(IReadOnlyList<string> words, JsonObject? schema)
    {
        var arguments = new JsonObject();
        var properties = schema?["properties"] as JsonObject;
        foreach (var word in words)
        {
            if (Whole(word) is { } whole)
            {
                foreach (var (key, value) in whole) arguments[key] = value?.DeepClone();
                continue;
            }

            var (name, text, isJson) = Split(word);
            var node = isJson ? Json(text, name) : Value(text.StartsWith("@@", StringComparison.Ordinal) ? text[1..] : text.StartsWith('@') ? ReadFile(text[1..]) : text, name, properties?[name] as JsonObject);
            // A key that comes again adds to its list.
            if (arguments[name] is JsonArray list && properties?[name] is JsonObject of && SchemaType.Of(of).Contains("array")) list.Add(node is JsonArray { Count: 1 } one ? one[0]?.DeepClone() : node);
            else arguments[name] = node;
        }

        return arguments;
    }

    private static JsonObject? Whole(string word)
    {
        var text = word switch
        {
            "-" => Console.In.ReadToEnd(),
            _ when word.StartsWith('@') => ReadFile(word[1..]),
            _ when word.StartsWith('{') => word,
            _ => null,
        };
        return text is null ? null : Json(text, word == "-" ? "The standard input" : word.StartsWith('@') ? word[1..] : "The arguments") as JsonObject ?? throw CliException.Usage($"{word}: the arguments must be a JSON object.");
    }

    private static (string Name, string Text, bool IsJson) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || word is [':', '=', ..]) throw CliException.Usage($"\"{word}\" is no argument: write key=value, key:=JSON, key=@file, or all of them as one JSON object.");
        return word[equals - 1] == ':' ? (word[..(equals - 1)], word[(equals + 1)..], true) : (word[..equals], word[(equals + 1)..], false);
    }

    private static JsonNode? Json(string text, string place)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw CliException.Usage($"{place}: not JSON ({exception.Message.ReplaceLineEndings(" ")})");
        }
    }

    private static JsonNode? Value(string text, string name, JsonObject? schema)
    {
        var types = schema is null ? [] : SchemaType.Of(schema);
        if (types.Count == 0 || types.Contains("string")) return text;
        if (types.Contains("array") && !text.TrimStart().StartsWith('[')) return new JsonArray(Value(text, name, schema!["items"] as JsonObject));
        try
        {
            var node = JsonNode.Parse(text);
            var kind = node?.GetValueKind() ?? JsonValueKind.Null;
            if (types.Any(type => Matches(type, kind, text)) || kind == JsonValueKind.Null) return node;
        }
        catch (JsonException)
        {
            // Said below, with what it should be.
        }

        throw CliException.Usage($"{name}: must be {string.Join(" or ", types)}, was \"{text}\".");
    }

    private static bool Matches(string type, JsonValueKind kind, string text) => type switch
    {
        "integer" => kind == JsonValueKind.Number && decimal.TryParse(text, out var number) && number == decimal.Truncate(number),
        "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        _ => false,
    };

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.File(path, exception);
        }
    }
}
