using System.ComponentModel;
using System.Text.Json;

namespace Fairlead.Binding;

/// <summary>Reads texts and what is written as one. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextReading
{
    /// <summary>Reads a string; nothing else is ever taken for one.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool String(ref ArgumentReader reader, out string value)
    {
        value = "";
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch("a string");
        try
        {
            value = reader.Json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The escapes form half of a surrogate pair, which no .NET text made from UTF-8 can hold.
            reader.Add("must be a string of whole Unicode characters.");
            return false;
        }
    }

    /// <summary>Reads a string of one UTF-16 character.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool Char(ref ArgumentReader reader, out char value)
    {
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch("one character");
        if (!String(ref reader, out var text)) return false;
        if (text.Length != 1) return reader.Mismatch("one character");
        value = text[0];
        return true;
    }

    /// <summary>Reads a UUID: the form with hyphens, and other forms where the reader is lenient.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool Guid(ref ArgumentReader reader, out Guid value)
    {
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch("a UUID");
        if (reader.Json.TryGetGuid(out value)) return true;
        return (reader.IsLenient && String(ref reader, out var text) && System.Guid.TryParse(text, out value)) || reader.Mismatch("a UUID");
    }

    /// <summary>Reads an absolute URI. A file path is none, although <see cref="System.Uri"/> would take it for one.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool Uri(ref ArgumentReader reader, out Uri value)
    {
        value = null!;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch("an absolute URI");
        if (!String(ref reader, out var text)) return false;
        if (!HasScheme(text) || !System.Uri.TryCreate(text, UriKind.Absolute, out var uri)) return reader.Mismatch("an absolute URI");
        value = uri;
        return true;
    }

    /// <summary>Reads base64.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The bytes.</param>
    /// <returns>Whether it is base64.</returns>
    public static bool Bytes(ref ArgumentReader reader, out byte[] value)
    {
        value = [];
        if (reader.Json.TokenType != JsonTokenType.String || !reader.Json.TryGetBytesFromBase64(out var bytes)) return reader.Mismatch("base64");
        value = bytes;
        return true;
    }

    internal static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0])) return false;
        foreach (var c in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return false;
        }

        return true;
    }
}
