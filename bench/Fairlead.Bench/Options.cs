namespace Fairlead.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="Parts">The parts, in the order in which they are measured.</param>
/// <param name="Quick">Whether a first impression will do: fewer and shorter rounds, and marked as such in what is written.</param>
/// <param name="Docs">Whether the tables and plots of the documentation are replaced.</param>
internal sealed record Options(IReadOnlyList<string> Parts, bool Quick, bool Docs)
{
    public static readonly string[] AllParts = ["http", "open", "stdio", "start", "scale"];

    public int Rounds => Quick ? 2 : 5;

    /// <summary>How long a round takes.</summary>
    public TimeSpan Round => TimeSpan.FromSeconds(Quick ? 1 : 2);

    /// <summary>How long a server over stdio is under load before its first round.</summary>
    public TimeSpan Warmup => TimeSpan.FromSeconds(Quick ? 1 : 4);

    /// <summary>
    /// How long a server over HTTP is under load at most before its first round. It ends sooner when requests have stopped to get cheaper:
    /// .NET runs instrumented code, at half the speed, for half a minute of full load on one core.
    /// </summary>
    public TimeSpan MaxWarmup => TimeSpan.FromSeconds(Quick ? 2 : 75);

    public int Connections => 32;

    /// <summary>How often a process is started.</summary>
    public int Starts => Quick ? 5 : 15;

    /// <returns>None where the arguments are wrong.</returns>
    public static Options? Parse(string[] args)
    {
        var parts = args.Where(static arg => !arg.StartsWith('-')).ToArray();
        var switches = args.Where(static arg => arg.StartsWith('-')).ToArray();
        if (parts.Except(AllParts).Any() || switches.Except(["--quick", "--docs"]).Any()) return null;
        var options = new Options(parts.Length > 0 ? parts : AllParts, switches.Contains("--quick"), switches.Contains("--docs"));
        return options is { Quick: true, Docs: true } ? null : options;
    }
}
