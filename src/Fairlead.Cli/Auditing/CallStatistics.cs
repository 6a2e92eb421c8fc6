using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Auditing;

/// <summary>How many calls there were of a kind, how many went wrong, and how long they took.</summary>
internal sealed class CallStatistics
{
    private readonly List<double> _milliseconds = [];
    private bool _isSorted = true;

    public int Calls => _milliseconds.Count;

    /// <summary>Calls that were denied, or ended otherwise than <c>ok</c> and <c>input_required</c>.</summary>
    public int Failed { get; private set; }

    public void Add(LoggedCall call)
    {
        _milliseconds.Add(call.Milliseconds);
        _isSorted = false;
        if (!call.IsAllowed || call.Outcome is not ("ok" or "input_required")) Failed++;
    }

    /// <summary>The duration that this share of the calls did not exceed, in milliseconds (nearest rank).</summary>
    public double Percentile(double share)
    {
        if (!_isSorted) _milliseconds.Sort();
        _isSorted = true;
        return _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Max(0, (int)Math.Ceiling(share * _milliseconds.Count) - 1)];
    }

    public string[] Cells() => [Calls.ToString(CultureInfo.InvariantCulture), Failed.ToString(CultureInfo.InvariantCulture), Text(Percentile(0.5)), Text(Percentile(0.95))];

    public JsonObject ToJson(string name, string? value) => new()
    {
        [name] = value,
        ["calls"] = Calls,
        ["failed"] = Failed,
        ["p50Milliseconds"] = Percentile(0.5),
        ["p95Milliseconds"] = Percentile(0.95),
    };

    private static string Text(double milliseconds) => milliseconds.ToString("0.###", CultureInfo.InvariantCulture) + " ms";
}
