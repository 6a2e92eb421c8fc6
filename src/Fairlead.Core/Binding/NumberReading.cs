using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Fairlead.Binding;

/// <summary>Reads numbers. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NumberReading
{
    private const NumberStyles Integral = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fractional = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The longest text that is worth parsing as a number; decimal needs no more than 31 characters.
    private const int MaxTextLength = 64;

    /// <summary>Reads an integer. <c>42.0</c> is one, as in JSON Schema; <c>"42"</c> where the reader is lenient.</summary>
    /// <typeparam name="T">The integer type.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one in the type's range.</returns>
    public static bool Integer<T>(ref ArgumentReader reader, out T value) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Span<byte> buffer = stackalloc byte[MaxTextLength];
        if (!TryGetText(ref reader, buffer, out var text))
        {
            value = default;
            return reader.Mismatch("an integer");
        }

        if (T.TryParse(text, Integral, CultureInfo.InvariantCulture, out value)) return true;
        if (!decimal.TryParse(text, Fractional, CultureInfo.InvariantCulture, out var number))
        {
            return IsNumber(text) ? OutOfRange<T>(ref reader) : reader.Mismatch("an integer");
        }

        if (number != decimal.Truncate(number)) return reader.Mismatch("an integer");
        try
        {
            value = T.CreateChecked(number);
            return true;
        }
        catch (OverflowException)
        {
            return OutOfRange<T>(ref reader);
        }
    }

    /// <summary>Reads a number. <c>"4.2"</c> is one where the reader is lenient.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, finite.</param>
    /// <returns>Whether it is one in the type's range.</returns>
    public static bool Number<T>(ref ArgumentReader reader, out T value) where T : struct, INumber<T>, IMinMaxValue<T>
    {
        Span<byte> buffer = stackalloc byte[MaxTextLength];
        if (!TryGetText(ref reader, buffer, out var text))
        {
            value = default;
            return reader.Mismatch("a number");
        }

        if (T.TryParse(text, Fractional, CultureInfo.InvariantCulture, out value) && T.IsFinite(value)) return true;
        return IsNumber(text) ? OutOfRange<T>(ref reader) : reader.Mismatch("a number");
    }

    private static bool TryGetText(ref ArgumentReader reader, scoped Span<byte> buffer, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.Json.TokenType == JsonTokenType.Number)
        {
            text = reader.Json.ValueSpan;
            return true;
        }

        if (reader.Json.TokenType != JsonTokenType.String || !reader.IsLenient || reader.Json.ValueSpan.Length > MaxTextLength) return false;
        text = reader.Json.ValueIsEscaped ? buffer[..reader.Json.CopyString(buffer)].ToArray() : reader.Json.ValueSpan;
        text = text.Trim((byte)' ');
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        double.TryParse(text, Fractional, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && text.ContainsAnyInRange((byte)'0', (byte)'9');

    private static bool OutOfRange<T>(ref ArgumentReader reader) where T : IMinMaxValue<T>, IFormattable =>
        reader.Mismatch(string.Create(CultureInfo.InvariantCulture, $"between {T.MinValue} and {T.MaxValue}"));
}
