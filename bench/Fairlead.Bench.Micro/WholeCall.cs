using BenchmarkDotNet.Attributes;
using Fairlead.Components;

namespace Fairlead.Bench.Micro;

/// <summary>A message from its bytes to those of its reply, without a transport.</summary>
[MemoryDiagnoser]
public class WholeCall
{
    private EngineAlone _plain = null!;
    private EngineAlone _withMiddleware = null!;
    private EngineAlone _withLimits = null!;
    private EngineAlone _withMany = null!;

    [GlobalSetup]
    public void Start()
    {
        _plain = new(static app => app.Add<Tools>());
        _withMiddleware = new(static app =>
        {
            for (var i = 0; i < 3; i++) app.UseTool(static (call, next) => next(call));
            app.Add<Tools>();
        });
        _withLimits = new(static app =>
        {
            app.RateLimit(1_000_000_000, per: "24h");
            app.Add<Tools>();
        });
        _withMany = new(static app => app.Components.AddRange(Enumerable.Range(0, 100).Select(static i => new Tool { Name = $"tool_{i}", InputSchema = """{"type":"object"}"""u8.ToArray(), Invoke = static _ => default })));
    }

    [Benchmark(Baseline = true)]
    public int Call() => _plain.Answer(Messages.Greet);

    [Benchmark]
    public int CallThroughThreeMiddleware() => _withMiddleware.Answer(Messages.Greet);

    [Benchmark]
    public int CallWithRateLimit() => _withLimits.Answer(Messages.Greet);

    [Benchmark]
    public int ListOf100() => _withMany.Answer(Messages.List);
}
