using System.Diagnostics.Metrics;

namespace Fairlead.Tests.Hosting;

/// <summary>A meter factory of one application, and what its observed instruments say.</summary>
internal sealed class OwnMeters : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _values = [];
    private Meter? _meter;

    public OwnMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _values[instrument.Name] = value);
        _listener.Start();
    }

    public Meter Create(MeterOptions options) => options.Name == Telemetry.McpTelemetry.SourceName
        ? _meter ??= new Meter(new MeterOptions(options.Name) { Version = options.Version, Scope = this })
        : new Meter(options);

    /// <summary>What an instrument says now.</summary>
    public long Read(string instrument)
    {
        _listener.RecordObservableInstruments();
        return _values[instrument];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter?.Dispose();
    }
}
