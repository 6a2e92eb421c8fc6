namespace Fairlead.Components;

/// <summary>The rules for names of components.</summary>
public static class ComponentName
{
    /// <summary>The longest name allowed, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether a name is 1 to 128 of the characters <c>A-Z a-z 0-9 _ - .</c> (SEP-986).</summary>
    /// <param name="name">The name.</param>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')) return false;
        }

        return true;
    }

    /// <summary>Derives a title: <c>disk_usage</c> and <c>diskUsage</c> become "Disk usage".</summary>
    /// <param name="name">The name.</param>
    public static string ToTitle(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var title = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '_' or '-' or '.')
            {
                if (title.Length > 0 && title[^1] != ' ') title.Append(' ');
            }
            else if (title.Length == 0)
            {
                title.Append(char.ToUpperInvariant(c));
            }
            else if (char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(name[i - 1]))
            {
                title.Append(' ').Append(NextIsUpper(name, i) ? c : char.ToLowerInvariant(c));
            }
            else
            {
                title.Append(c);
            }
        }

        return title.ToString().TrimEnd();
    }

    /// <summary>A name that a client made up, short enough to be repeated to it.</summary>
    internal static string Shorten(string name) => name.Length <= MaxLength ? name : string.Concat(name.AsSpan(0, MaxLength), "…");

    private static bool NextIsUpper(string name, int i) => i + 1 < name.Length && char.IsAsciiLetterUpper(name[i + 1]);
}
