using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>
/// A URI template (RFC 6570, levels 1 to 3, and the list forms <c>{/path*}</c> and <c>{?tags*}</c>), used to recognise URIs.
/// Matching takes time linear in the URI's length for every template.
/// </summary>
public sealed class UriTemplate
{
    private readonly UriTemplatePart[] _parts;
    private readonly UriTemplateVariable[] _query;

    private UriTemplate(string text, UriTemplatePart[] parts, UriTemplateVariable[] query)
    {
        Text = text;
        _parts = parts;
        _query = query;
        Variables = [.. parts.Where(part => part.Variable is not null).Select(part => part.Variable!.Name), .. query.Select(variable => variable.Name)];
        LiteralLength = parts.Sum(part => part.Literal.Length);
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>The names of the variables in the order of their appearance.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How many characters are fixed: of several templates that match, the most specific has the most.</summary>
    internal int LiteralLength { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="template">The template, such as <c>data://users/{id}{?fields}</c>.</param>
    /// <exception cref="FormatException">The template is malformed or uses a form that is not supported; the message says which.</exception>
    public static UriTemplate Parse(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var (parts, query) = UriTemplateParser.Parse(template);
        return new UriTemplate(template, parts, query);
    }

    /// <summary>
    /// Matches a URI and writes the variables' values, percent-decoded once, as a JSON object: strings, and arrays of strings
    /// for list variables. Query variables that the URI leaves out are left out.
    /// </summary>
    /// <param name="uri">The URI.</param>
    /// <param name="arguments">Where to write the object. Nothing is written where the URI does not match.</param>
    /// <returns>Whether the URI matches.</returns>
    public bool TryMatch(ReadOnlySpan<char> uri, IBufferWriter<byte> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!TryMatch(uri, out var values)) return false;
        WriteValues(arguments, values);
        return true;
    }

    /// <summary>Writes values of variables as a JSON object.</summary>
    internal static void WriteValues(IBufferWriter<byte> output, List<KeyValuePair<UriTemplateVariable, List<string>>> values)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        foreach (var (variable, value) in values)
        {
            if (!variable.IsList)
            {
                writer.WriteString(variable.Name, value[0]);
                continue;
            }

            writer.WriteStartArray(variable.Name);
            foreach (var item in value) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Whether a URI matches.</summary>
    /// <param name="uri">The URI.</param>
    public bool IsMatch(ReadOnlySpan<char> uri) => TryMatch(uri, out _);

    internal bool TryMatch(ReadOnlySpan<char> uri, out List<KeyValuePair<UriTemplateVariable, List<string>>> values)
    {
        values = [];
        var query = ReadOnlySpan<char>.Empty;
        if (_query.Length > 0)
        {
            var mark = uri.IndexOf('?');
            if (mark >= 0)
            {
                query = uri[(mark + 1)..];
                uri = uri[..mark];
            }
        }

        return TryMatchPath(uri, values) && TryMatchQuery(query, values);
    }

    private bool TryMatchPath(ReadOnlySpan<char> uri, List<KeyValuePair<UriTemplateVariable, List<string>>> values)
    {
        // reachable[p] holds the positions at which part p may begin. Filling it forwards and walking it backwards
        // replaces a backtracking search, whose time an attacker could make explode.
        var reachable = new bool[_parts.Length + 1][];
        reachable[0] = new bool[uri.Length + 1];
        reachable[0][0] = true;
        for (var p = 0; p < _parts.Length; p++) reachable[p + 1] = _parts[p].Advance(uri, reachable[p]);
        if (!reachable[^1][uri.Length]) return false;

        var end = uri.Length;
        for (var p = _parts.Length - 1; p >= 0; p--)
        {
            var start = _parts[p].StartOf(uri, reachable[p], end);
            if (_parts[p].Variable is { } variable)
            {
                if (!UriTemplateValue.TryDecode(uri[start..end], variable, out var value)) return false;
                values.Insert(0, new(variable, value));
            }

            end = start;
        }

        return true;
    }

    private bool TryMatchQuery(ReadOnlySpan<char> query, List<KeyValuePair<UriTemplateVariable, List<string>>> values)
    {
        if (query.IsEmpty) return true;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var index = IndexOfQuery(name);
            if (index < 0) return false;
            var variable = _query[index];
            if (!UriTemplateValue.TryDecodeOne(equals < 0 ? [] : pair[(equals + 1)..], out var value)) return false;
            var known = values.FindIndex(entry => ReferenceEquals(entry.Key, variable));
            if (known < 0) values.Add(new(variable, [value]));
            else if (variable.IsList) values[known].Value.Add(value);
            else return false;
        }

        return true;
    }

    private int IndexOfQuery(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _query.Length; i++)
        {
            if (name.SequenceEqual(_query[i].Name)) return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
