using System.Text;

namespace Fairlead.Testing.Wires;

/// <summary>Values in headers (2026-07-28, "Value Encoding").</summary>
internal static class HeaderText
{
    private const string EncodedStart = "=?base64?";
    private const string EncodedEnd = "?=";

    /// <summary>As it is where a header can hold it, otherwise in Base64.</summary>
    public static string Of(string text)
    {
        var isPlain = text.All(static c => c is >= ' ' and <= '~' or '\t') && text.Trim(' ', '\t').Length == text.Length && !text.StartsWith(EncodedStart, StringComparison.Ordinal);
        return isPlain ? text : EncodedStart + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + EncodedEnd;
    }
}
