using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Http;

/// <summary>
/// The values of headers that mirror the body (2026-07-28, "Value Encoding"): visible ASCII, spaces and tabs, or anything as
/// <c>=?base64?…?=</c>.
/// </summary>
internal static class HeaderText
{
    private const string EncodedStart = "=?base64?";
    private const string EncodedEnd = "?=";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c), '\t']);

    /// <summary>The one value of a header, or <see langword="null"/> where it is missing or appears several times.</summary>
    public static string? Single(StringValues header) => header.Count == 1 ? header[0] : null;

    /// <summary>Whether a header holds a text as it is.</summary>
    public static bool IsPlain(string value, ReadOnlySpan<byte> text) => Ascii.Equals(text, value) && !value.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Whether a header holds a text, as it is or encoded.</summary>
    public static bool Is(string value, ReadOnlySpan<byte> text)
    {
        if (!IsEncoded(value)) return IsPlain(value, text);
        var encoded = value.AsSpan(EncodedStart.Length, value.Length - EncodedStart.Length - EncodedEnd.Length);
        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            return Convert.TryFromBase64Chars(encoded, rented, out var count) && text.SequenceEqual(rented.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool IsEncoded(string value) =>
        value.Length >= EncodedStart.Length + EncodedEnd.Length
        && value.StartsWith(EncodedStart, StringComparison.Ordinal)
        && value.EndsWith(EncodedEnd, StringComparison.Ordinal);
}
