using System.Text;

namespace Fairlead.Generators.Reading;

/// <summary>Names on the wire from names in C#.</summary>
internal static class WireName
{
    /// <summary>Members of <c>JsonKnownNamingPolicy</c>.</summary>
    public const int CamelCase = 1, SnakeCaseLower = 2, SnakeCaseUpper = 3, KebabCaseLower = 4, KebabCaseUpper = 5;

    private const int MaxLength = 128;

    /// <summary>A component's name: <c>GetHTTPStatusAsync</c> becomes <c>get_http_status</c>.</summary>
    public static string OfMethod(string method)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal) && method.Length > "Async".Length) method = method.Substring(0, method.Length - "Async".Length);
        var name = new StringBuilder(method.Length + 8);
        for (var i = 0; i < method.Length; i++)
        {
            var c = method[i];
            if (char.IsUpper(c) && i > 0 && method[i - 1] != '_')
            {
                var afterLower = !char.IsUpper(method[i - 1]);
                var beforeLower = i + 1 < method.Length && char.IsLower(method[i + 1]);
                if (afterLower || beforeLower) name.Append('_');
            }

            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>A property's name in JSON: <c>UsedBytes</c> becomes <c>usedBytes</c>, as System.Text.Json does it.</summary>
    public static string OfProperty(string property)
    {
        if (property.Length == 0 || !char.IsUpper(property[0])) return property;
        var name = property.ToCharArray();
        for (var i = 0; i < name.Length; i++)
        {
            if (i == 1 && !char.IsUpper(name[i])) break;
            var hasNext = i + 1 < name.Length;
            if (i > 0 && hasNext && !char.IsUpper(name[i + 1])) break;
            name[i] = char.ToLowerInvariant(name[i]);
        }

        return new string(name);
    }

    /// <summary>A property's name in JSON under one of System.Text.Json's naming policies.</summary>
    /// <param name="property">The name in C#.</param>
    /// <param name="policy">The policy, as the numbers of <c>JsonKnownNamingPolicy</c>.</param>
    public static string OfProperty(string property, int policy) => policy switch
    {
        CamelCase => OfProperty(property),
        SnakeCaseLower => Separated(property, '_', isLower: true),
        SnakeCaseUpper => Separated(property, '_', isLower: false),
        KebabCaseLower => Separated(property, '-', isLower: true),
        KebabCaseUpper => Separated(property, '-', isLower: false),
        _ => property,
    };

    // A word begins where a capital follows a small letter or digit, and at the last capital of several before a small letter.
    private static string Separated(string text, char separator, bool isLower)
    {
        var name = new StringBuilder(text.Length + 8);
        var previous = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isWord = char.IsLetter(c) || char.IsDigit(c);
            if (char.IsUpper(c))
            {
                var endsCapitals = char.IsUpper(previous) && i + 1 < text.Length && char.IsLower(text[i + 1]);
                if (char.IsLower(previous) || char.IsDigit(previous) || endsCapitals) name.Append(separator);
            }

            name.Append(!isWord ? c : isLower ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c));
            previous = c;
        }

        return name.ToString();
    }

    /// <summary>A name for people, as the engine derives titles: <c>userName</c> and <c>user_name</c> become "User name".</summary>
    public static string ToTitle(string name)
    {
        var title = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var isWord = i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]);
            if (c is '_' or '-' or '.' || isWord) title.Append(' ');
            if (c is '_' or '-' or '.') continue;
            var keepsCase = isWord && i + 1 < name.Length && char.IsUpper(name[i + 1]);
            title.Append(i == 0 ? char.ToUpperInvariant(c) : isWord && !keepsCase ? char.ToLowerInvariant(c) : c);
        }

        return title.ToString().Trim();
    }

    /// <summary>Whether a component may be called so: 1 to 128 of the characters <c>A-Z a-z 0-9 _ - .</c> (SEP-986).</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-' or '.');

    /// <summary>Whether a header may be called so: an RFC 9110 token.</summary>
    public static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' || "!#$%&'*+-.^_`|~".IndexOf(c) >= 0);
}
