using System.Text;

namespace Fairlead.Http;

/// <summary>Compares numbers by their digits: <c>42</c>, <c>42.0</c> and <c>4.2e1</c> are one, and nothing is rounded.</summary>
internal static class NumberText
{
    // Far more than any integer that clients may mirror (2^53 - 1).
    private const int MaxLength = 128;

    /// <summary>Whether a header and a JSON number mean the same number. A header that is none never does.</summary>
    public static bool AreEqual(string header, ReadOnlySpan<byte> number)
    {
        if (header.Length > MaxLength || number.Length > MaxLength) return false;
        Span<byte> text = stackalloc byte[MaxLength];
        if (Encoding.ASCII.GetBytes(header, text) != header.Length) return false;
        Span<byte> left = stackalloc byte[MaxLength];
        Span<byte> right = stackalloc byte[MaxLength];
        return TryNormalize(text[..header.Length], left, out var leftCount, out var leftExponent, out var leftNegative)
            && TryNormalize(number, right, out var rightCount, out var rightExponent, out var rightNegative)
            && leftNegative == rightNegative
            && leftExponent == rightExponent
            && left[..leftCount].SequenceEqual(right[..rightCount]);
    }

    /// <summary>Splits a number into sign, digits without zeros at either end, and the power of ten of the last digit.</summary>
    private static bool TryNormalize(ReadOnlySpan<byte> text, Span<byte> digits, out int count, out int exponent, out bool isNegative)
    {
        count = 0;
        exponent = 0;
        isNegative = text is [(byte)'-', ..];
        if (isNegative) text = text[1..];
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            if (!TryReadExponent(text[(mark + 1)..], out exponent)) return false;
            text = text[..mark];
        }

        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty)) return false;
        if (whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        whole.CopyTo(digits);
        fraction.CopyTo(digits[whole.Length..]);
        exponent -= fraction.Length;
        Trim(digits[..(whole.Length + fraction.Length)], out count, ref exponent);
        if (count == 0) isNegative = false;
        return true;
    }

    private static void Trim(Span<byte> digits, out int count, ref int exponent)
    {
        var start = digits.IndexOfAnyExcept((byte)'0');
        if (start < 0)
        {
            count = 0;
            exponent = 0;
            return;
        }

        var end = digits.LastIndexOfAnyExcept((byte)'0') + 1;
        exponent += digits.Length - end;
        count = end - start;
        digits[start..end].CopyTo(digits);
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var isNegative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..]) text = text[1..];
        if (text.Length is 0 or > 6 || text.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        foreach (var digit in text) exponent = (exponent * 10) + (digit - '0');
        if (isNegative) exponent = -exponent;
        return true;
    }
}
