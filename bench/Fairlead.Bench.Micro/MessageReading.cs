using BenchmarkDotNet.Attributes;
using Fairlead.Protocol;

namespace Fairlead.Bench.Micro;

/// <summary>Reading a message: one pass, slices of its bytes.</summary>
[MemoryDiagnoser]
public class MessageReading
{
    private readonly McpLimits _limits = new();
    private readonly byte[] _long = Messages.Call("greet", $$"""{"name":"{{new string('x', 10_000)}}","times":3,"loud":true}""");

    [Benchmark]
    public int Call() => MessageReader.Read(Messages.Greet, _limits).Arguments.Length;

    [Benchmark]
    public int CallWith10KB() => MessageReader.Read(_long, _limits).Arguments.Length;
}
