namespace Fairlead.Components;

/// <summary>
/// Orders versions: by their numbers where both are dotted numbers (<c>1.10</c> is above <c>1.9</c>), otherwise by ordinal
/// text. No version is below every version.
/// </summary>
internal sealed class ComponentVersionComparer : IComparer<string?>
{
    public static readonly ComponentVersionComparer Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        return TryRead(x, out var left) && TryRead(y, out var right) ? left.CompareTo(right) : string.CompareOrdinal(x, y);
    }

    private static bool TryRead(string text, out Version version) =>
        System.Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out version!);
}
