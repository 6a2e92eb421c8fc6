namespace Fairlead.Protocol;

/// <summary>A piece of a URI template: fixed text, or a variable.</summary>
/// <param name="Literal">The fixed text; empty for a variable.</param>
/// <param name="Variable">The variable, or <see langword="null"/> for fixed text.</param>
internal sealed record UriTemplatePart(string Literal, UriTemplateVariable? Variable)
{
    /// <summary>Where the next part may begin, given where this one may.</summary>
    public bool[] Advance(ReadOnlySpan<char> uri, bool[] starts)
    {
        var ends = new bool[uri.Length + 1];
        if (Variable is null)
        {
            for (var i = 0; i + Literal.Length <= uri.Length; i++)
            {
                if (starts[i] && uri.Slice(i, Literal.Length).SequenceEqual(Literal)) ends[i + Literal.Length] = true;
            }

            return ends;
        }

        var within = false;
        for (var i = 0; i < uri.Length; i++)
        {
            within = (within || starts[i]) && Accepts(uri[i]);
            ends[i + 1] = within;
        }

        return ends;
    }

    /// <summary>
    /// Where this part begins if it ends at <paramref name="end"/>: for a variable the earliest place, so that separators
    /// split a URI at their first occurrence.
    /// </summary>
    public int StartOf(ReadOnlySpan<char> uri, bool[] starts, int end)
    {
        if (Variable is null) return end - Literal.Length;
        var start = end;
        for (var i = end - 1; i >= 0 && Accepts(uri[i]); i--)
        {
            if (starts[i]) start = i;
        }

        return start;
    }

    private bool Accepts(char c) => Variable!.AllowsSlash || c is not ('/' or '?' or '#');
}
