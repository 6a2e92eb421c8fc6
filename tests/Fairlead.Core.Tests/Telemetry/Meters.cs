using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Fairlead.Core.Tests.Telemetry;

/// <summary>A meter factory of one test, and everything that its meters measure.</summary>
internal sealed class Meters : IMeterFactory
{
    private readonly ConcurrentDictionary<string, Meter> _meters = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, string Tags)> _measured = new();

    public Meters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue((instrument, value, Text(tags))));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue((instrument, value, Text(tags))));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _measured.Enqueue((instrument, value, Text(tags))));
        _listener.Start();
    }

    public Meter Create(MeterOptions options) => _meters.GetOrAdd(options.Name, _ => new Meter(new MeterOptions(options.Name) { Version = options.Version, Scope = this }));

    /// <summary>The tags of what an instrument has measured, in order of name.</summary>
    public IEnumerable<string> TagsOf(string instrument) => _measured.Where(one => one.Instrument.Name == instrument).Select(one => one.Tags);

    /// <summary>What an observed instrument says now.</summary>
    public double Read(string instrument)
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return _measured.Single(one => one.Instrument.Name == instrument).Value;
    }

    public Instrument Find(string instrument) => _measured.First(one => one.Instrument.Name == instrument).Instrument;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters.Values) meter.Dispose();
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
