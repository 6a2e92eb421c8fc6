namespace Fairlead.Protocol;

/// <summary>The names of severities on the wire.</summary>
internal static class LogLevels
{
    private static readonly string[] Names = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    /// <summary>What a level must be, for messages.</summary>
    public static string Expected { get; } = "one of " + string.Join(", ", Names);

    /// <summary>The name of a severity.</summary>
    public static string NameOf(LogSeverity level) => Names[(int)level];

    /// <summary>The severity that a slice with a JSON string names, or <see langword="null"/>.</summary>
    public static LogSeverity? Find(ReadOnlyMemory<byte> slice)
    {
        var index = Array.IndexOf(Names, Message.TextOf(slice));
        return index < 0 ? null : (LogSeverity)index;
    }
}
