using System.Diagnostics.Metrics;
using Fairlead.Testing.Recording;

namespace Fairlead.Testing;

/// <summary>What an application under test measures, and no other application of the same process.</summary>
public sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetricMeasurement> _observed = [];

    internal MetricRecorder(TestMeters meters, TimeSpan timeout)
    {
        Measurements = new(timeout, Describe);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Take(instrument, (double)value, tags));
        _listener.Start();
    }

    /// <summary>What counters and histograms were given, in its order. A call's come soon after its reply, not with it.</summary>
    public Recorder<MetricMeasurement> Measurements { get; }

    /// <summary>The sum of what an instrument was given; of one that is asked (an observable one), its value now.</summary>
    /// <param name="instrument">The instrument's name.</param>
    /// <param name="tags">The tags that measurements must have. Default: any.</param>
    /// <returns>The sum; 0 where there was nothing.</returns>
    public double Value(string instrument, params IReadOnlyList<(string Name, object? Value)> tags)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(tags);
        _listener.RecordObservableInstruments();
        lock (_lock)
        {
            var observed = _observed.Values.Where(one => one.Instrument == instrument && one.Has(tags)).ToList();
            if (observed.Count > 0) return observed.Sum(static one => one.Value);
        }

        return Measurements.Where(one => one.Instrument == instrument && one.Has(tags)).Sum(static one => one.Value);
    }

    /// <summary>An instrument was given something. Waits for it.</summary>
    /// <param name="instrument">The instrument's name.</param>
    /// <param name="tags">The tags that the measurement must have. Default: any.</param>
    /// <returns>The first such measurement.</returns>
    /// <exception cref="McpTestException">Nothing came within <see cref="McpTestOptions.Timeout"/>.</exception>
    public MetricMeasurement ShouldHaveMeasured(string instrument, params IReadOnlyList<(string Name, object? Value)> tags)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(tags);

        // Off the caller's context, which may let only one piece of a test run at a time.
        return Task.Run(() => Measurements.WaitAsync(one => one.Instrument == instrument && one.Has(tags))).GetAwaiter().GetResult();
    }

    /// <summary>Listens no more. What was measured so far stays.</summary>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var known = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, tag) in tags) known[name] = tag;
        var measurement = new MetricMeasurement(instrument.Name, value, known);
        if (!instrument.IsObservable)
        {
            Measurements.Add(measurement);
            return;
        }

        lock (_lock) _observed[$"{instrument.Name} {string.Join(",", known.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"))}"] = measurement;
    }

    private string Describe() => "Measured was:" + (Measurements.Count == 0 ? " nothing" : string.Concat(Measurements.Select(static one => $"\n  {one}")));
}
