using BenchmarkDotNet.Attributes;
using Fairlead.Components;
using Fairlead.Engine;

namespace Fairlead.Bench.Micro;

/// <summary>What generated code does: reads the arguments, calls the method, writes the result.</summary>
[MemoryDiagnoser]
public class ArgumentBinding
{
    private Component _greet = null!;
    private Component _book = null!;
    private RequestCall _greeting = null!;
    private RequestCall _booking = null!;

    [GlobalSetup]
    public void Start()
    {
        var engine = new EngineAlone(static app => app.Add<Tools>());
        (_greet, _book) = (engine.Find("greet"u8), engine.Find("book"u8));
        _greeting = engine.Open(Messages.Greet);
        _booking = engine.Open(Messages.Call("book", """{"order":{"customer":"ada","lines":[{"product":42,"quantity":2},{"product":1337,"quantity":1}]}}"""));
    }

    [Benchmark]
    public int ThreeScalars() => Run(_greet, _greeting);

    [Benchmark]
    public int ObjectWithList() => Run(_book, _booking);

    private static int Run(Component component, RequestCall call)
    {
        EngineAlone.Wait(component.Invoke(call));
        return call.Result.Json.Length;
    }
}
