using BenchmarkDotNet.Running;
using Fairlead.Bench.Micro;

// Without arguments all benchmarks run, with --filter some; accept takes what is allocated now for the baseline of the tests.
if (args is not ["accept"])
{
    BenchmarkSwitcher.FromAssembly(typeof(AllocationMeter).Assembly).Run(args is [] ? ["--filter", "*"] : args);
    return;
}

AllocationBaseline.Write(AllocationMeter.Benchmarks.ToDictionary(static name => name, AllocationMeter.Measure, StringComparer.Ordinal));
Console.WriteLine($"Written: {AllocationBaseline.Path}");
