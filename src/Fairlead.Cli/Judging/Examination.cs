namespace Fairlead.Cli.Judging;

/// <summary>What an examination has found, tried and left out.</summary>
internal sealed class Examination
{
    private readonly List<Finding> _findings = [];
    private readonly List<string> _passed = [];
    private readonly List<string> _skipped = [];
    private readonly List<string> _sent = [];

    /// <summary>The worst first.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.OrderByDescending(static finding => finding.IsError)];

    /// <summary>Checks that found nothing.</summary>
    public IReadOnlyList<string> Passed => [.. _passed.Except(_findings.Select(static finding => finding.Check))];

    /// <summary>What could not be tried, and why.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>Every request that was sent.</summary>
    public IReadOnlyList<string> Sent => _sent;

    public void Error(string check, string problem, string remedy) => _findings.Add(new(check, true, problem, remedy));

    public void Look(string check, string problem, string remedy) => _findings.Add(new(check, false, problem, remedy));

    /// <summary>A check is done; it counts as passed if it found nothing.</summary>
    public void Done(string check)
    {
        if (!_passed.Contains(check)) _passed.Add(check);
    }

    public void Skip(string what) => _skipped.Add(what);

    public void Say(string request) => _sent.Add(request);
}
