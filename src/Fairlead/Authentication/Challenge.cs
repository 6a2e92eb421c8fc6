using System.Text;

namespace Fairlead.Authentication;

/// <summary>Writes <c>WWW-Authenticate</c> (RFC 6750, section 3; RFC 9728, section 5.1).</summary>
internal static class Challenge
{
    /// <summary>Writes a challenge.</summary>
    /// <param name="error"><c>invalid_token</c>, <c>insufficient_scope</c>, or <see langword="null"/> where no token was sent.</param>
    /// <param name="scopes">The scopes to ask for.</param>
    /// <param name="metadata">The URL of the metadata, or <see langword="null"/> where there is none.</param>
    /// <param name="realm">The server's name, told where there is nothing else to tell: a challenge must not be empty.</param>
    public static string Write(string? error, IEnumerable<string> scopes, string? metadata, string realm)
    {
        var text = new StringBuilder("Bearer");
        Add(text, "error", error);
        Add(text, "resource_metadata", metadata);
        var scope = string.Join(' ', scopes);
        Add(text, "scope", scope.Length > 0 ? scope : null);
        if (text.Length == "Bearer".Length) Add(text, "realm", realm);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is null) return;
        text.Append(text[^1] == '"' ? ", " : " ").Append(name).Append("=\"");
        foreach (var character in value)
        {
            // Quoted strings hold visible ASCII; the rest would break the header.
            if (character is '"' or '\\') text.Append('\\').Append(character);
            else text.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        text.Append('"');
    }
}
