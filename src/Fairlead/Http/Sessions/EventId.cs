using System.Globalization;

namespace Fairlead.Http.Sessions;

/// <summary>The id of an event within a session: the stream's number and the event's place in it.</summary>
internal static class EventId
{
    /// <summary>Writes an id.</summary>
    public static string Format(int stream, long place) => string.Create(CultureInfo.InvariantCulture, $"{stream}-{place}");

    /// <summary>Reads an id that a client sent.</summary>
    public static bool TryParse(string text, out int stream, out long place)
    {
        place = 0;
        stream = 0;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out stream)
            && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out place);
    }
}
