using System.Buffers;
using System.Globalization;

namespace Fairlead;

/// <summary>Durations as configuration and attributes write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, or <c>00:00:30</c>.</summary>
internal static class DurationText
{
    public const string Expected = "a duration such as 500ms, 30s, 5m, 1h or 00:00:30";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal)) return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        var letters = text.AsSpan().IndexOfAnyExcept(Digits);
        if (letters <= 0 || !double.TryParse(text.AsSpan(0, letters), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        double? milliseconds = text.AsSpan(letters).Trim() switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => null,
        };
        if (milliseconds is not { } unit || number * unit > TimeSpan.FromDays(24).TotalMilliseconds) return false;
        duration = TimeSpan.FromMilliseconds(number * unit);
        return true;
    }
}
