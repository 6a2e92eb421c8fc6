using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Fairlead.Cli.Installing;

/// <summary>YAML with a block mapping of servers, edited line by line.</summary>
internal sealed partial class YamlServerFile : ServerFile
{
    private const string Step = "  ";

    private readonly YamlMappingNode? _root;
    private readonly List<string> _lines;

    public YamlServerFile(string text, string container) : base(text, container)
    {
        _lines = [.. text.Split('\n')];
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 1) throw new FormatException("it has several documents");
            var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
            _root = root as YamlMappingNode;
            if (_root is null && root is not (null or YamlScalarNode { Value: null or "" })) throw new FormatException("it is no mapping");
            Content = _root is null ? [] : (JsonObject)ToJson(_root)!;
        }
        catch (YamlException exception)
        {
            throw new FormatException($"line {exception.Start.Line}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    public override JsonObject Content { get; }

    protected override ServerFile Again(string text) => new YamlServerFile(text, Container);

    protected override string Put(string name, JsonObject entry)
    {
        var (key, value) = Find(_root, Container);
        if (key is null)
        {
            var before = Text.Length == 0 || Text.EndsWith('\n') ? Text : Text + NewLine;
            return before + string.Join(NewLine, Render(name, entry, Step).Prepend(Container + ":")) + NewLine;
        }

        var line = (int)key.Start.Line - 1;
        if (value is not YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } servers)
        {
            // A mapping with nothing in it is written in one line, or not at all.
            if (value is YamlMappingNode { Children.Count: > 0 }) throw new FormatException($"its {Container} are written in one line");
            return Replace(line, 1, Render(name, entry, Step).Prepend(Container + ":"));
        }

        var indent = new string(' ', (int)servers.Children.First().Key.Start.Column - 1);
        if (Find(servers, name).Key is not null) return Replace(Range(servers, name).First, Range(servers, name).Count, Render(name, entry, indent));
        return Replace(line + 1, 0, Render(name, entry, indent));
    }

    protected override string Remove(string name)
    {
        var (key, value) = Find(_root, Container);
        if (value is not YamlMappingNode { Style: not MappingStyle.Flow } servers) throw new FormatException($"its {Container} are written in one line");
        var (first, count) = Range(servers, name);
        if (servers.Children.Count > 1) return Replace(first, count, []);
        // An empty mapping must be said to be one.
        _lines.RemoveRange(first, count);
        return Replace((int)key!.Start.Line - 1, 1, [Container + ": {}"]);
    }

    // From the entry's name to what comes next, without the comments that belong to that.
    private (int First, int Count) Range(YamlMappingNode servers, string name)
    {
        var (key, _) = Find(servers, name);
        var first = (int)key!.Start.Line - 1;
        var column = (int)key.Start.Column - 1;
        var next = servers.Children.Keys.Concat(_root!.Children.Keys).Select(static other => (int)other.Start.Line - 1).Where(line => line > first).DefaultIfEmpty(_lines.Count).Min();
        while (next > first + 1 && IsBetween(_lines[next - 1], column)) next--;
        return (first, next - first);
    }

    private static bool IsBetween(string line, int column)
    {
        var text = line.TrimStart(' ');
        return text.Trim().Length == 0 || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal) || (text.StartsWith('#') && line.Length - text.Length <= column);
    }

    private string Replace(int first, int count, IEnumerable<string> lines)
    {
        var all = _lines.ToList();
        all.RemoveRange(first, count);
        all.InsertRange(first, lines.Select(line => NewLine == "\r\n" ? line + "\r" : line));
        return string.Join('\n', all);
    }

    private static (YamlNode? Key, YamlNode? Value) Find(YamlMappingNode? mapping, string name)
    {
        var found = mapping?.Children.FirstOrDefault(child => child.Key is YamlScalarNode scalar && scalar.Value == name);
        return (found?.Key, found?.Value);
    }

    private static IEnumerable<string> Render(string name, JsonNode? node, string indent) => node switch
    {
        JsonObject { Count: > 0 } members => members.SelectMany(member => Render(member.Key, member.Value, indent + Step)).Prepend($"{indent}{Scalar(name)}:"),
        JsonArray { Count: > 0 } items => items.Select(item => $"{indent}{Step}- {Value(item)}").Prepend($"{indent}{Scalar(name)}:"),
        _ => [$"{indent}{Scalar(name)}: {Value(node)}"],
    };

    private static string Value(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? Scalar(text) : Output.Screen.Text(node);

    // Strings of JSON are double-quoted scalars of YAML.
    private static string Scalar(string text) => PlainScalar().IsMatch(text) && !Word().IsMatch(text) ? text : Output.Screen.Text(JsonValue.Create(text));

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(static child => KeyValuePair.Create(((child.Key as YamlScalarNode)?.Value) ?? throw new FormatException("a key is no text"), ToJson(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Typed(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => JsonValue.Create(node.ToString()),
    };

    private static JsonValue? Typed(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when int.TryParse(text, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_./-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainScalar();

    [GeneratedRegex("^(true|false|null|yes|no|on|off|y|n)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
