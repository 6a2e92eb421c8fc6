using BenchmarkDotNet.Attributes;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Bench.Micro;

/// <summary>Finding a component by its name as it was sent, and a page of a list.</summary>
[MemoryDiagnoser]
public class CatalogLookup
{
    private readonly Catalog _small = Make(10);
    private readonly Catalog _large = Make(10_000);

    [Benchmark]
    public int ToolOf10() => Find(_small);

    [Benchmark]
    public int ToolOf10000() => Find(_large);

    [Benchmark]
    public int Page() => _large.FindPage(ComponentKind.Tool, ProtocolRevision.LatestLegacy, null).Length;

    private static int Find(Catalog catalog) => catalog.TryFind(ComponentKind.Tool, "tool_9"u8, out var tool) ? tool.Name.Length : throw new InvalidOperationException("There is no such tool.");

    private static Catalog Make(int tools) => new([.. Enumerable.Range(0, tools).Select(static i => new Tool { Name = $"tool_{i}", InputSchema = """{"type":"object"}"""u8.ToArray(), Invoke = static _ => default })], 100);
}
