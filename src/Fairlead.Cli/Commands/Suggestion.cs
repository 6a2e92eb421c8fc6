namespace Fairlead.Cli.Commands;

/// <summary>What somebody may have meant.</summary>
internal static class Suggestion
{
    private const int MaxNames = 12;

    /// <returns>A sentence with a leading blank.</returns>
    public static string Of(string wrong, IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        var near = all.Select(name => (Name: name, Distance: Distance(wrong, name))).Where(pair => pair.Distance <= Math.Max(2, wrong.Length / 3)).OrderBy(static pair => pair.Distance).Select(static pair => pair.Name).FirstOrDefault();
        return near is not null ? $" Did you mean {near}?"
            : all.Length == 0 ? " It has none at all."
            : $" It has {string.Join(", ", all.Take(MaxNames))}{(all.Length > MaxNames ? $" and {all.Length - MaxNames} more" : "")}.";
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
