using System.Collections.Concurrent;
using System.Diagnostics;

namespace Fairlead.Testing.Load;

/// <summary>Makes calls side by side, and takes their times.</summary>
internal static class LoadRunner
{
    public static async Task<LoadReport> RunAsync(int calls, int concurrency, Func<int, CancellationToken, Task<McpReply>> call, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(calls, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(concurrency, 10_000);
        ArgumentNullException.ThrowIfNull(call);
        var latencies = new TimeSpan[calls];
        var failures = new ConcurrentQueue<string>();
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(concurrency, calls)).Select(_ => Task.Run(WorkAsync, cancellationToken))).ConfigureAwait(false);
        return new(latencies, Stopwatch.GetElapsedTime(start), [.. failures]);

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < calls)
            {
                var begin = Stopwatch.GetTimestamp();
                try
                {
                    var reply = await call(index, cancellationToken).ConfigureAwait(false);
                    if (reply.IsFailure) failures.Enqueue(reply.Describe());
                }
                catch (McpTestException exception)
                {
                    failures.Enqueue(exception.Message);
                }

                latencies[index] = Stopwatch.GetElapsedTime(begin);
            }
        }
    }
}
