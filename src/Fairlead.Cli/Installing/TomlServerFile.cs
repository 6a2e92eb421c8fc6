using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Fairlead.Cli.Installing;

/// <summary>TOML with a table for each server, edited line by line.</summary>
internal sealed partial class TomlServerFile : ServerFile
{
    private readonly DocumentSyntax _document;
    private readonly string[] _lines;

    public TomlServerFile(string text, string container) : base(text, container)
    {
        _document = SyntaxParser.Parse(text, sourceName: "", validate: true);
        if (_document.HasErrors) throw new FormatException(_document.Diagnostics[0].ToString());
        _lines = text.Split('\n');
        try
        {
            Content = (JsonObject)ToJson(TomlSerializer.Deserialize(text, TomlTables.Default.TomlTable) ?? [])!;
        }
        catch (TomlException exception)
        {
            throw new FormatException(exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    public override JsonObject Content { get; }

    protected override ServerFile Again(string text) => new TomlServerFile(text, Container);

    protected override string Put(string name, JsonObject entry)
    {
        var tables = Tables(name);
        if (tables.Length > 0)
        {
            // In the place of its first table; those of its members go.
            var lines = Keep(tables).ToList();
            lines.InsertRange(tables[0].First, Render(name, entry).Select(line => NewLine == "\r\n" ? line + "\r" : line));
            return string.Join('\n', lines);
        }

        var text = Text.Length == 0 || Text.EndsWith('\n') ? Text : Text + NewLine;
        if (text.Length > 0) text += NewLine;
        return text + string.Join(NewLine, Render(name, entry)) + NewLine;
    }

    protected override string Remove(string name)
    {
        var lines = Keep(Tables(name)).ToList();
        return string.Join('\n', lines);
    }

    // The lines of a server's tables: from the header to the last item.
    private (int First, int Last)[] Tables(string name) =>
    [
        .. from table in _document.Tables
           where table.Name is { } key && Parts(key).Take(2).SequenceEqual([Container, name])
           let last = table.Items.LastOrDefault()
           select (table.Span.Start.Line, Math.Max(table.Name!.Span.End.Line, last is null ? 0 : LastLine(last))),
    ];

    private static int LastLine(KeyValueSyntax item) => item.Value?.Span.End.Line ?? item.Span.Start.Line;

    // A blank line before a table goes with it.
    private IEnumerable<string> Keep((int First, int Last)[] tables) =>
        _lines.Where((line, index) => !tables.Any(table => index >= table.First && index <= table.Last) && !(string.IsNullOrWhiteSpace(line) && index + 1 < _lines.Length && tables.Skip(1).Any(table => table.First == index + 1)));

    private static IEnumerable<string?> Parts(KeySyntax key) => key.DotKeys.Select(static part => NameOf(part.Key)).Prepend(NameOf(key.Key));

    private static string? NameOf(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text,
        StringValueSyntax quoted => quoted.Value,
        _ => null,
    };

    private IEnumerable<string> Render(string name, JsonObject entry) =>
        entry.Select(static member => $"{Key(member.Key)} = {Value(member.Value)}").Prepend($"[{Key(Container)}.{Key(name)}]");

    // Strings of JSON are basic strings of TOML.
    private static string Value(JsonNode? node) => node switch
    {
        JsonObject members => $"{{ {string.Join(", ", members.Select(static member => $"{Key(member.Key)} = {Value(member.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(Value))}]",
        _ => Output.Screen.Text(node),
    };

    private static string Key(string text) => Bare().IsMatch(text) ? text : Output.Screen.Text(JsonValue.Create(text));

    private static JsonNode? ToJson(object? value) => value switch
    {
        TomlTable table => new JsonObject(table.Select(static member => KeyValuePair.Create(member.Key, ToJson(member.Value)))),
        TomlTableArray tables => new JsonArray([.. tables.Select(ToJson)]),
        TomlArray items => new JsonArray([.. items.Select(ToJson)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        null => null,
        _ => JsonValue.Create(value.ToString()),
    };

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Bare();
}
