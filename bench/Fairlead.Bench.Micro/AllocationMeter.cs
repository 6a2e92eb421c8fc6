using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Fairlead.Bench.Micro;

/// <summary>Counts the bytes that benchmarks allocate: exactly, and in no time, so that it can be a test.</summary>
public static class AllocationMeter
{
    private const int Calls = 1000;
    private const int Rounds = 5;

    private static readonly Dictionary<string, MethodInfo> Methods = typeof(AllocationMeter).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods())
        .Where(static method => method.IsDefined(typeof(BenchmarkAttribute)))
        .ToDictionary(static method => $"{method.DeclaringType!.Name}.{method.Name}", StringComparer.Ordinal);

    /// <summary>The names of all benchmarks.</summary>
    public static IEnumerable<string> Benchmarks => Methods.Keys;

    /// <summary>Measures a benchmark: the least of several rounds, because whatever else happens can only add to it.</summary>
    /// <returns>Bytes per call.</returns>
    public static long Measure(string benchmark)
    {
        var method = Methods[benchmark];
        var instance = Activator.CreateInstance(method.DeclaringType!)!;
        method.DeclaringType!.GetMethods().SingleOrDefault(static one => one.IsDefined(typeof(GlobalSetupAttribute)))?.Invoke(instance, null);
        var call = method.CreateDelegate<Func<int>>(instance);
        var least = long.MaxValue;
        for (var round = 0; round <= Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++) call();
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

            // What is made once, such as what pools keep, is made in the first round.
            if (round > 0) least = Math.Min(least, bytes);
        }

        return least;
    }
}
