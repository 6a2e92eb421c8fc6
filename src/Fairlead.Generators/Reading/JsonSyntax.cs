using System.Text;

namespace Fairlead.Generators.Reading;

/// <summary>JSON that an author wrote into an attribute: checked, and brought onto one line, as a message must be.</summary>
internal sealed class JsonSyntax
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly StringBuilder _compact = new();
    private int _position;

    private JsonSyntax(string text) => _text = text;

    private char Next => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>The JSON without the white space round its values, or <see langword="null"/> and the place where it goes wrong.</summary>
    public static string? Compact(string text, out int position)
    {
        var json = new JsonSyntax(text);
        var isValid = json.Value(0);
        json.SkipSpace();
        position = json._position;
        return isValid && position == text.Length ? json._compact.ToString() : null;
    }

    private bool Value(int depth)
    {
        SkipSpace();
        return depth <= MaxDepth && Next switch
        {
            '{' => Container('}', depth, isObject: true),
            '[' => Container(']', depth, isObject: false),
            '"' => Text(),
            't' => Word("true"),
            'f' => Word("false"),
            'n' => Word("null"),
            _ => Number(),
        };
    }

    private bool Container(char end, int depth, bool isObject)
    {
        Take();
        SkipSpace();
        if (TakeIf(end)) return true;
        do
        {
            SkipSpace();
            if (isObject && !Name()) return false;
            if (!Value(depth + 1)) return false;
            SkipSpace();
        }
        while (TakeIf(','));

        return TakeIf(end);
    }

    private bool Name()
    {
        if (Next != '"' || !Text()) return false;
        SkipSpace();
        return TakeIf(':');
    }

    private bool Text()
    {
        Take();
        while (Next != '"')
        {
            if (Next < ' ') return false;
            if (!TakeIf('\\')) Take();
            else if (!Escape()) return false;
        }

        Take();
        return true;
    }

    private bool Escape()
    {
        if (!TakeIf('u'))
        {
            if ("\"\\/bfnrt".IndexOf(Next) < 0) return false;
            Take();
            return true;
        }

        for (var i = 0; i < 4; i++)
        {
            if (Next is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))) return false;
            Take();
        }

        return true;
    }

    private bool Number()
    {
        TakeIf('-');
        if (!TakeIf('0') && !Digits()) return false;
        if (TakeIf('.') && !Digits()) return false;
        if (Next is not ('e' or 'E')) return true;
        Take();
        if (Next is '+' or '-') Take();
        return Digits();
    }

    private bool Digits()
    {
        var start = _position;
        while (Next is >= '0' and <= '9') Take();
        return _position > start;
    }

    private bool Word(string word)
    {
        foreach (var c in word)
        {
            if (!TakeIf(c)) return false;
        }

        return true;
    }

    private void SkipSpace()
    {
        while (Next is ' ' or '\t' or '\r' or '\n') _position++;
    }

    private bool TakeIf(char c)
    {
        if (Next != c || _position >= _text.Length) return false;
        Take();
        return true;
    }

    private void Take() => _compact.Append(_text[_position++]);
}
