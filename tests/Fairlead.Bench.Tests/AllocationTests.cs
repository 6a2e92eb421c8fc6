using Fairlead.Bench.Micro;

namespace Fairlead.Bench.Tests;

/// <summary>What the parts of the engine allocate, to the byte, against the baseline that is kept with them.</summary>
public sealed class AllocationTests
{
    private const string Accept = "dotnet run -c Release --project bench/Fairlead.Bench.Micro -- accept";

    public static TheoryData<string> Benchmarks => [.. AllocationMeter.Benchmarks];

    [Theory]
    [MemberData(nameof(Benchmarks))]
    public void A_benchmark_allocates_what_its_baseline_says(string benchmark)
    {
#if DEBUG
        Assert.Skip("Without optimization every state machine of an async method is an object.");
#endif
        Assert.True(AllocationBaseline.Read().TryGetValue(benchmark, out var baseline), $"{benchmark} has no baseline in {AllocationBaseline.Path}. To give it one: {Accept}");
        var measured = AllocationMeter.Measure(benchmark);
        Assert.True(measured == baseline, $"{benchmark} allocates {measured:#,0} bytes per call; its baseline is {baseline:#,0}. If that is meant: {Accept}");
    }

    [Fact]
    public void The_baseline_names_no_benchmark_that_is_gone()
    {
        var gone = AllocationBaseline.Read().Keys.Except(AllocationMeter.Benchmarks);
        Assert.True(!gone.Any(), $"{string.Join(", ", gone)}: no benchmark any more. To forget it: {Accept}");
    }
}
