using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Fairlead.Binding;

/// <summary>Reads dates, times and durations. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TimeReading
{
    private const string Instant = "a date and time such as \"2026-01-31T09:30:00Z\"";

    /// <summary>Reads a point in time (RFC 3339). One without an offset is taken as UTC, whatever the server's zone.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool DateTimeOffset(ref ArgumentReader reader, out DateTimeOffset value)
    {
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(Instant);
        if (reader.Json.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Unspecified)
        {
            value = new DateTimeOffset(time, System.TimeSpan.Zero);
            return true;
        }

        if (reader.Json.TryGetDateTimeOffset(out value)) return true;
        return (reader.IsLenient && TextReading.String(ref reader, out var text)
            && System.DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)) || reader.Mismatch(Instant);
    }

    /// <summary>Reads a date and time (ISO 8601), with or without an offset.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool DateTime(ref ArgumentReader reader, out DateTime value)
    {
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(Instant);
        if (reader.Json.TryGetDateTime(out value)) return true;
        return (reader.IsLenient && TextReading.String(ref reader, out var text)
            && System.DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out value)) || reader.Mismatch(Instant);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool DateOnly(ref ArgumentReader reader, out DateOnly value)
    {
        const string Expected = "a date such as \"2026-01-31\"";
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(Expected);
        if (!TextReading.String(ref reader, out var text)) return false;
        return System.DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value) || reader.Mismatch(Expected);
    }

    /// <summary>Reads a time of day.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TimeOnly(ref ArgumentReader reader, out TimeOnly value)
    {
        const string Expected = "a time such as \"09:30:00\"";
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(Expected);
        if (!TextReading.String(ref reader, out var text)) return false;
        return System.TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            || reader.Mismatch(Expected);
    }

    /// <summary>Reads a duration: ISO 8601 (<c>PT1H30M</c>) or .NET's own form (<c>01:30:00</c>).</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TimeSpan(ref ArgumentReader reader, out TimeSpan value)
    {
        const string Expected = "a duration such as \"PT1H30M\"";
        value = default;
        if (reader.Json.TokenType != JsonTokenType.String) return reader.Mismatch(Expected);
        if (!TextReading.String(ref reader, out var text)) return false;
        if (System.TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value)) return true;
        if (text.Length is 0 or > 64) return reader.Mismatch(Expected);
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return reader.Mismatch(Expected);
        }
    }
}
