namespace Fairlead.Generators.Reading;

/// <summary>The variables of a URI template, read lightly: the runtime checks the template as a whole.</summary>
internal static class UriVariables
{
    /// <summary>Reads the variables' names; those in query expressions are optional.</summary>
    public static bool TryRead(string uri, out List<(string Name, bool IsOptional)> variables, out string problem)
    {
        variables = [];
        problem = "";
        for (var i = 0; i < uri.Length;)
        {
            var open = uri.IndexOfAny(['{', '}'], i);
            if (open < 0) return true;
            if (uri[open] == '}')
            {
                problem = $"the brace at position {open} was never opened";
                return false;
            }

            var close = uri.IndexOf('}', open);
            if (close < 0)
            {
                problem = $"the brace at position {open} is never closed";
                return false;
            }

            var expression = uri.Substring(open + 1, close - open - 1);
            var isQuery = expression.Length > 0 && (expression[0] is '?' or '&');
            var list = expression.TrimStart('+', '#', '.', '/', ';', '?', '&');
            foreach (var one in list.Split(','))
            {
                var name = one.TrimEnd('*');
                if (name.Length == 0 || !name.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_'))
                {
                    problem = $"'{one}' is no variable name; use letters, digits and underscores";
                    return false;
                }

                variables.Add((name, isQuery));
            }

            i = close + 1;
        }

        return true;
    }

    /// <summary>Whether a URI begins with a scheme.</summary>
    public static bool IsAbsolute(string uri)
    {
        var colon = uri.IndexOf(':');
        return colon > 0 && (uri[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            && uri.Substring(0, colon).All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.');
    }
}
