namespace Fairlead.Cli.Connecting;

/// <summary>How a server is to be spoken to.</summary>
internal sealed record ConnectionSettings
{
    public static readonly string[] Revisions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>The only revision to speak; none takes the newest that both know.</summary>
    public string? Revision { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary><c>auto</c>, <c>http</c> or <c>sse</c>.</summary>
    public string Transport { get; init; } = "auto";

    /// <summary>How long to wait for the start and for each reply. A call's time starts again with each progress that it reports.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a browser may be opened to log in.</summary>
    public bool Login { get; init; }

    public string? ClientId { get; init; }

    public bool Verbose { get; init; }

    /// <summary>The least important log messages to ask for; none asks for no logs.</summary>
    public string? LogLevel { get; init; }

    /// <summary>Folders that the server may be told of.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Who answers a server's questions; none when nobody does.</summary>
    public IQuestionAnswerer? Answerer { get; init; }
}
