namespace Fairlead.Binding;

/// <summary>Finds what somebody may have meant by a name that nobody declared.</summary>
internal static class NearestName
{
    // Longer names are not worth the quadratic comparison; callers choose them.
    private const int MaxLength = 64;

    public static string Explain(string name, string[] known)
    {
        if (known.Length == 0) return "unknown argument; there are none.";
        var best = Find(name, known);
        return best is null ? $"unknown argument; known are: {string.Join(", ", known)}." : $"unknown argument, did you mean {best}?";
    }

    /// <summary>The name with the fewest letters to change, or <see langword="null"/> where none is near.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength) return null;
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known)
        {
            if (candidate.Length > MaxLength) continue;
            var distance = Distance(Normalize(name), Normalize(candidate));
            if (distance >= bestDistance) continue;
            bestDistance = distance;
            best = candidate;
        }

        // A third of the letters may differ: "naem" is name, but "color" is not "count".
        return bestDistance <= Math.Max(1, (best?.Length ?? 0) / 3) ? best : null;
    }

    private static string Normalize(string name) =>
        string.Create(name.Length, name, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = source[i] == '-' ? '_' : char.ToLowerInvariant(source[i]);
        }).Replace("_", "", StringComparison.Ordinal);

    /// <summary>Edits that turn one name into the other; swapping two neighbours is one (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) value = Math.Min(value, before[j - 2] + 1);
                current[j] = value;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }
}
