namespace Fairlead.Protocol;

/// <summary>Reads the text of a URI template.</summary>
internal static class UriTemplateParser
{
    private const string Operators = "+#./;?&";

    public static (UriTemplatePart[] Parts, UriTemplateVariable[] Query) Parse(string template)
    {
        var parts = new List<UriTemplatePart>();
        var query = new List<UriTemplateVariable>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length;)
        {
            if (template[i] == '{')
            {
                var close = template.IndexOf('}', i);
                if (close < 0) throw Wrong(template, i, "the brace is never closed");
                ReadExpression(template, i, template[(i + 1)..close], parts, query, names);
                i = close + 1;
                continue;
            }

            var open = template.AsSpan(i).IndexOfAny('{', '}');
            var end = open < 0 ? template.Length : i + open;
            if (end < template.Length && template[end] == '}') throw Wrong(template, end, "the brace was never opened");
            if (query.Count > 0) throw Wrong(template, i, "text cannot follow a query expression; put {?…} at the end");
            parts.Add(new(template[i..end], null));
            i = end;
        }

        RefuseNeighbours(template, parts);
        return ([.. parts], [.. query]);
    }

    private static void ReadExpression(
        string template, int position, string expression, List<UriTemplatePart> parts, List<UriTemplateVariable> query, HashSet<string> names)
    {
        var op = expression.Length > 0 && Operators.Contains(expression[0], StringComparison.Ordinal) ? expression[0] : '\0';
        var specs = (op == '\0' ? expression : expression[1..]).Split(',');
        if (query.Count > 0 && op is not ('?' or '&')) throw Wrong(template, position, "only {&…} may follow a query expression");
        if (op == '&' && query.Count == 0) throw Wrong(template, position, "{&…} must follow {?…}");
        for (var i = 0; i < specs.Length; i++)
        {
            var variable = ReadVariable(template, position, specs[i], op);
            if (!names.Add(variable.Name)) throw Wrong(template, position, $"the variable '{variable.Name}' appears twice");
            if (op is '?' or '&')
            {
                query.Add(variable);
                continue;
            }

            var prefix = op switch
            {
                ';' => $";{variable.Name}=",
                '/' => variable.IsList ? "" : "/",
                '.' => ".",
                '#' => i == 0 ? "#" : ",",
                _ => i == 0 ? "" : ",",
            };
            if (prefix.Length > 0) parts.Add(new(prefix, null));
            parts.Add(new("", variable));
        }
    }

    private static UriTemplateVariable ReadVariable(string template, int position, string spec, char op)
    {
        var isList = spec.EndsWith('*');
        var name = isList ? spec[..^1] : spec;
        if (name.Contains(':', StringComparison.Ordinal)) throw Wrong(template, position, "prefixes such as {var:3} are not supported");
        if (isList && op is not ('/' or '?' or '&')) throw Wrong(template, position, "a list is written {/path*} or {?tags*}");
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw Wrong(template, position, $"'{name}' is no variable name; use letters, digits and underscores");
        }

        return new(name, AllowsSlash: op is '+' or '#' || (isList && op == '/'), isList);
    }

    private static void RefuseNeighbours(string template, List<UriTemplatePart> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i - 1].Variable is { } left && parts[i].Variable is { IsList: false } right)
            {
                throw Wrong(template, 0, $"nothing separates the variables '{left.Name}' and '{right.Name}', so no URI could be split between them");
            }
        }
    }

    private static FormatException Wrong(string template, int position, string problem) =>
        new($"URI template '{template}', position {position}: {problem}.");
}
