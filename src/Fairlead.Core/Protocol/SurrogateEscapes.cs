using System.Buffers.Text;

namespace Fairlead.Protocol;

/// <summary>Finds <c>\uD800</c>-style escapes that are not halves of a pair.</summary>
internal static class SurrogateEscapes
{
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        for (var i = escaped.IndexOf((byte)'\\'); i >= 0 && i + 1 < escaped.Length;)
        {
            if (escaped[i + 1] != 'u')
            {
                i = Next(escaped, i + 2);
                continue;
            }

            var unit = Unit(escaped, i);
            if (char.IsLowSurrogate(unit)) return true;
            i += 6;
            if (char.IsHighSurrogate(unit))
            {
                if (i + 6 > escaped.Length || escaped[i] != '\\' || escaped[i + 1] != 'u' || !char.IsLowSurrogate(Unit(escaped, i))) return true;
                i += 6;
            }

            i = Next(escaped, i);
        }

        return false;
    }

    private static int Next(ReadOnlySpan<byte> escaped, int from)
    {
        var next = escaped[from..].IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    private static char Unit(ReadOnlySpan<byte> escaped, int backslash) =>
        Utf8Parser.TryParse(escaped.Slice(backslash + 2, 4), out ushort unit, out _, 'x') ? (char)unit : '\0';
}
