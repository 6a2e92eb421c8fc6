using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Installing;

/// <summary>JSON with comments, edited byte by byte: order, blanks, comments and trailing commas stay.</summary>
internal sealed class JsonServerFile : ServerFile
{
    private const string DefaultIndent = "  ";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _bytes;
    private readonly JsonSpan? _root;

    public JsonServerFile(string text, string container) : base(text, container)
    {
        _bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        if (text.Length != 0 && text[0] == '\uFEFF') throw new FormatException("it begins with a byte order mark");
        if (string.IsNullOrWhiteSpace(text))
        {
            Content = [];
            return;
        }

        _root = JsonSpanReader.Read(_bytes);
        Content = JsonNode.Parse(_bytes, documentOptions: Lenient)!.AsObject();
    }

    public override JsonObject Content { get; }

    private string Unit => _root is { Members: [var first, ..] } && IndentBefore(first.KeyStart) is { Length: > 0 } indent ? indent : DefaultIndent;

    protected override ServerFile Again(string text) => new JsonServerFile(text, Container);

    protected override string Put(string name, JsonObject entry)
    {
        if (_root is null) return $"{{\n{Unit}{Quoted(Container)}: {{\n{Unit}{Unit}{Member(name, entry, Unit + Unit)}\n{Unit}}}\n}}\n";
        if (_root.Find(Container) is not { } servers)
        {
            return Append(_root, Unit, indent => $"{Quoted(Container)}: {{{NewLine}{indent}{Unit}{Member(name, entry, indent + Unit)}{NewLine}{indent}}}");
        }

        if (servers.Find(name) is { } old) return Splice((old.Start, old.End, Value(entry, IndentBefore(old.KeyStart) ?? Unit + Unit)));
        return Append(servers, servers.Members is [var first, ..] ? IndentBefore(first.KeyStart) ?? Unit + Unit : Unit + Unit, indent => Member(name, entry, indent));
    }

    protected override string Remove(string name)
    {
        var servers = _root!.Find(Container)!;
        var index = servers.Members.ToList().FindIndex(member => member.Name == name);
        var old = servers.Members[index];
        var end = old.End;
        var comma = CommaAfter(old.End);
        if (comma is { } after) end = after + 1;
        // The whole line, where nothing else is on it.
        var start = old.KeyStart;
        while (start > 0 && _bytes[start - 1] is (byte)' ' or (byte)'\t') start--;
        var rest = end;
        while (rest < _bytes.Length && _bytes[rest] is (byte)' ' or (byte)'\t' or (byte)'\r') rest++;
        if (start > 0 && _bytes[start - 1] == '\n' && rest < _bytes.Length && _bytes[rest] == '\n') end = rest + 1;
        else start = old.KeyStart;
        if (comma is null && index > 0 && CommaAfter(servers.Members[index - 1].End) is { } before) return Splice((before, before + 1, ""), (start, end, ""));
        return Splice((start, end, ""));
    }

    private string Append(JsonSpan parent, string indent, Func<string, string> member)
    {
        // Before the closing brace, but after what stands there: a comment stays with what it is about.
        var close = parent.End - 1;
        var at = close;
        while (at > 0 && _bytes[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at--;
        var isOpen = at < close && _bytes.AsSpan(at, close - at).Contains((byte)'\n');
        var outer = parent == _root ? "" : IndentBefore(parent.KeyStart) ?? Unit;
        var text = NewLine + indent + member(indent) + (isOpen ? "" : NewLine + outer);
        if (!isOpen) close = at = Math.Max(at, parent.Start + 1);
        return parent.Members is [.., var last] && CommaAfter(last.End) is null ? Splice((last.End, last.End, ","), (at, at, text)) : Splice((at, at, text));
    }

    private string Splice(params (int Start, int End, string Text)[] edits)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end, replacement) in edits)
        {
            text.Append(Encoding.UTF8.GetString(_bytes, at, start - at)).Append(replacement);
            at = end;
        }

        return text.Append(Encoding.UTF8.GetString(_bytes, at, _bytes.Length - at)).ToString();
    }

    // What is before a name on its line, if that is only blanks.
    private string? IndentBefore(int keyStart)
    {
        var start = keyStart;
        while (start > 0 && _bytes[start - 1] is (byte)' ' or (byte)'\t') start--;
        return start == 0 || _bytes[start - 1] == '\n' ? Encoding.UTF8.GetString(_bytes, start, keyStart - start) : null;
    }

    private int? CommaAfter(int end)
    {
        for (var at = end; at < _bytes.Length; at++)
        {
            if (_bytes[at] == ',') return at;
            if (_bytes[at] == '/' && _bytes[at + 1] == '/') at += Math.Max(0, _bytes.AsSpan(at).IndexOf((byte)'\n'));
            else if (_bytes[at] == '/' && _bytes[at + 1] == '*') at += 1 + _bytes.AsSpan(at + 2).IndexOf("*/"u8) + 2;
            else if (_bytes[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return null;
        }

        return null;
    }

    private string Member(string name, JsonObject entry, string indent) => $"{Quoted(name)}: {Value(entry, indent)}";

    private string Value(JsonObject entry, string indent)
    {
        // The writer indents by two blanks for each level; the file has its own way.
        var lines = entry.ToJsonString(Indented).ReplaceLineEndings("\n").Split('\n');
        var shown = lines.Select((line, index) =>
        {
            var text = line.TrimStart(' ');
            return index == 0 ? text : indent + string.Concat(Enumerable.Repeat(Unit, (line.Length - text.Length) / 2)) + text;
        });
        return string.Join(NewLine, shown);
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString(Indented);
}
