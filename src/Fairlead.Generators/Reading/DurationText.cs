using System.Globalization;

namespace Fairlead.Generators.Reading;

/// <summary>Durations as attributes write them: <c>500ms</c>, <c>10s</c>, <c>2m</c>, <c>1h</c> or <c>none</c>.</summary>
internal static class DurationText
{
    /// <summary>Reads a duration in ticks; −1 ms, which means "for ever", for <c>none</c>.</summary>
    public static long? TryRead(string text)
    {
        text = text.Trim();
        if (text == "none") return -TimeSpan.TicksPerMillisecond;
        var unit = text.Length;
        while (unit > 0 && char.IsLetter(text[unit - 1])) unit--;
        var ticks = text.Substring(unit) switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            _ => 0,
        };
        if (ticks == 0 || !decimal.TryParse(text.Substring(0, unit), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number > 0 && number * ticks <= TimeSpan.MaxValue.Ticks ? (long)(number * ticks) : null;
    }
}
