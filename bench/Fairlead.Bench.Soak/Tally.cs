using System.Collections.Concurrent;

namespace Fairlead.Bench.Soak;

/// <summary>What the load has sent and got, and what it did not expect.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string Component, string Outcome), long> _counts = new();
    private readonly ConcurrentQueue<string> _surprises = new();

    public IReadOnlyDictionary<(string Component, string Outcome), long> Counts => _counts;

    public IReadOnlyCollection<string> Surprises => _surprises;

    public long Total => _counts.Values.Sum();

    public long this[string component, string outcome] => _counts.GetValueOrDefault((component, outcome));

    public void Count(string component, string outcome) => _counts.AddOrUpdate((component, outcome), 1, static (_, count) => count + 1);

    public void Surprise(string what) => _surprises.Enqueue(what.Length > 300 ? what[..300] : what);
}
