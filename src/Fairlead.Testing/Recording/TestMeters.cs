using System.Diagnostics.Metrics;

namespace Fairlead.Testing.Recording;

/// <summary>Meters of one application, which a listener tells from those of others by their scope.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string?), Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_lock)
        {
            if (_meters.TryGetValue((options.Name, options.Version), out var meter)) return meter;
            return _meters[(options.Name, options.Version)] = new(options.Name, options.Version, options.Tags, scope: this);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var meter in _meters.Values) meter.Dispose();
            _meters.Clear();
        }
    }
}
