using BenchmarkDotNet.Attributes;
using Fairlead.Engine;

namespace Fairlead.Bench.Micro;

/// <summary>Writing what stands round a result, and copying it to where it goes.</summary>
[MemoryDiagnoser]
public class ReplyWriting
{
    private EngineAlone _engine = null!;
    private RequestCall _call = null!;

    [GlobalSetup]
    public void Start()
    {
        _engine = new(static app => app.Add<Tools>());
        _call = _engine.Open(Messages.Greet);
        EngineAlone.Wait(_engine.Server.Engine.DispatchAsync(_call));
    }

    [Benchmark]
    public int Result() => _engine.WriteReply(_call);
}
