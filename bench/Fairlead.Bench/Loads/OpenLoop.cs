using System.Diagnostics;
using HdrHistogram;

namespace Fairlead.Bench.Loads;

/// <summary>
/// Requests at a constant rate. Each has its time, whether or not those before it are answered, and its latency counts from that
/// time: a server that stalls must not thin out its own measurement (coordinated omission). One thread turns round and round, so
/// that no timer and no thread switch is in the figures.
/// </summary>
internal static class OpenLoop
{
    private const long MaxMicroseconds = 60_000_000;

    /// <returns>
    /// Latencies in microseconds of what was due after the warm-up, and the share of requests that were sent more than a millisecond
    /// late though a connection was free: the load's own fault, not the server's.
    /// </returns>
    public static (LongHistogram Latencies, double Late) Run(Uri url, byte[] request, double rate, int connections, TimeSpan warmup, TimeSpan duration)
    {
        var latencies = new LongHistogram(1, MaxMicroseconds, 3);
        var idle = new Stack<LoadConnection>(Enumerable.Range(0, connections).Select(_ => new LoadConnection(url, request)));
        var all = idle.ToArray();
        try
        {
            var busy = new List<LoadConnection>(connections);
            var begin = Stopwatch.GetTimestamp();
            var counted = begin + (long)(warmup.TotalSeconds * Stopwatch.Frequency);
            var interval = Stopwatch.Frequency / rate;
            var total = (long)((warmup + duration).TotalSeconds * rate);
            var (late, starved) = (0L, false);
            for (var sent = 0L; sent < total || busy.Count > 0;)
            {
                while (sent < total && idle.Count > 0 && begin + (long)(sent * interval) is var due && due <= Stopwatch.GetTimestamp())
                {
                    if (!starved && Stopwatch.GetElapsedTime(due).TotalMilliseconds > 1) late++;
                    var connection = idle.Pop();
                    connection.Send(due);
                    busy.Add(connection);
                    sent++;
                }

                // Once all connections are busy the server is behind, until it has caught up with what was due.
                starved = idle.Count == 0 || (starved && sent < total && begin + (long)(sent * interval) <= Stopwatch.GetTimestamp());

                for (var i = busy.Count - 1; i >= 0; i--)
                {
                    var connection = busy[i];
                    if (!connection.TryReceive()) continue;
                    if (connection.Due >= counted) latencies.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(connection.Due).TotalMicroseconds, 1, MaxMicroseconds));
                    busy.RemoveAt(i);
                    idle.Push(connection);
                }
            }

            return (latencies, (double)late / total);
        }
        finally
        {
            foreach (var connection in all) connection.Dispose();
        }
    }
}
