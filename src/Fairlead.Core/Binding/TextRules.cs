using System.ComponentModel;

namespace Fairlead.Binding;

/// <summary>Rules for texts and collections from attributes. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextRules
{
    /// <summary>Checks a length in Unicode characters, as JSON Schema counts them.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="value">The text.</param>
    /// <param name="minimum">The least number of characters.</param>
    /// <param name="maximum">The greatest number of characters; <see cref="int.MaxValue"/> for no limit.</param>
    public static void Length(ref ArgumentReader reader, string value, int minimum, int maximum)
    {
        ArgumentNullException.ThrowIfNull(value);
        var length = 0;
        foreach (var c in value)
        {
            if (!char.IsLowSurrogate(c)) length++;
        }

        if (length < minimum || length > maximum) reader.Add($"{Bounds(minimum, maximum, "character")}, had {length}.");
    }

    /// <summary>Checks a number of items.</summary>
    /// <param name="reader">The reader, at the end of the collection.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="minimum">The least number.</param>
    /// <param name="maximum">The greatest number; <see cref="int.MaxValue"/> for no limit.</param>
    /// <param name="what">What is counted, such as <c>item</c>.</param>
    public static void Count(ref ArgumentReader reader, int count, int minimum, int maximum, string what)
    {
        if (count < minimum || count > maximum) reader.Add($"{Bounds(minimum, maximum, what)}, had {count}.");
    }

    /// <summary>Checks for an e-mail address: one at sign, neither first nor last.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="value">The text.</param>
    public static void Email(ref ArgumentReader reader, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == value.Length - 1 || at != value.LastIndexOf('@') || value.AsSpan().ContainsAny('\r', '\n')) reader.Refuse("must be an e-mail address");
    }

    /// <summary>Checks for an address that begins with <c>http://</c>, <c>https://</c> or <c>ftp://</c>.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="value">The text.</param>
    public static void Url(ref ArgumentReader reader, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !value.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase))
        {
            reader.Refuse("must be a URL that begins with http://, https:// or ftp://");
        }
    }

    /// <summary>Checks for base64.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="value">The text.</param>
    public static void Base64(ref ArgumentReader reader, string value)
    {
        if (!System.Buffers.Text.Base64.IsValid(value)) reader.Refuse("must be base64");
    }

    private static string Bounds(int minimum, int maximum, string what)
    {
        var bounds = (minimum, maximum) switch
        {
            (_, int.MaxValue) => $"must have at least {minimum}",
            (0, _) => $"must have at most {maximum}",
            _ when minimum == maximum => $"must have exactly {minimum}",
            _ => $"must have {minimum} to {maximum}",
        };
        var number = maximum == int.MaxValue ? minimum : maximum;
        return number == 1 ? $"{bounds} {what}" : $"{bounds} {what}s";
    }
}
