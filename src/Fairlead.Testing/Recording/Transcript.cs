using System.Text;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Recording;

/// <summary>Everything that a client and its server exchanged, and what the server logged meanwhile, for the messages of failures.</summary>
/// <param name="title">How the two talk, for people.</param>
internal sealed class Transcript(string title)
{
    // Longer lines hide what matters; what is behind is rarely it.
    private const int MaxLine = 4000;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];

    /// <summary>A place in the transcript.</summary>
    public int Mark
    {
        get
        {
            lock (_lock) return _lines.Count;
        }
    }

    public void Sent(string message) => Add("  → ", message);

    public void Received(string message) => Add("  ← ", message);

    public void Note(string note) => Add("  · ", note);

    /// <summary>Keeps what the server logged, from warnings on: what else it logs is nobody's failure.</summary>
    public void Logged(ServerLog log)
    {
        if (log.Level < LogLevel.Warning) return;
        Add("  ! ", $"{log.Level} {log.Category}: {log.Message}{(log.Exception is null ? "" : "\n" + log.Exception)}");
    }

    /// <summary>What was exchanged since a mark.</summary>
    public string Describe(int from = 0, int? to = null)
    {
        var text = new StringBuilder(title).Append(" (→ sent, ← received, ! logged by the server):");
        lock (_lock)
        {
            var end = Math.Min(to ?? _lines.Count, _lines.Count);
            if (from >= end) text.Append("\n  nothing");
            for (var i = from; i < end; i++) text.Append('\n').Append(_lines[i]);
        }

        return text.ToString();
    }

    private void Add(string prefix, string text)
    {
        text = text.TrimEnd('\n');
        if (text.Length > MaxLine) text = $"{text.AsSpan(0, MaxLine)}… ({text.Length:N0} characters)";
        lock (_lock) _lines.Add(prefix + text.Replace("\n", "\n    ", StringComparison.Ordinal));
    }
}
