using System.Diagnostics;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using ModelContextProtocol;

namespace Fairlead.Cli.Measuring;

/// <summary>Puts a load on a connection and measures the replies.</summary>
internal sealed class LoadGenerator(ServerConnection connection, Load load)
{
    // Where a server stops answering, an open loop must not take all memory.
    private const int MaxOutstanding = 10_000;

    private readonly long _frequency = Stopwatch.Frequency;

    public async Task<Measurement> RunAsync(Action<Measurement, TimeSpan>? onProgress, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var start = begin + (long)(load.Warmup.TotalSeconds * _frequency);
        var measurement = new Measurement(start, load.Duration);
        var end = start + (long)(load.Duration.TotalSeconds * _frequency);
        using var shown = onProgress is null ? null : new Timer(_ => onProgress(measurement, Stopwatch.GetElapsedTime(start)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
        if (load.Rate is { } rate) await RunOpenAsync(measurement, begin, end, rate, cancellationToken);
        else await Task.WhenAll(Enumerable.Range(0, load.Concurrency).Select(_ => RunClosedAsync(measurement, end, cancellationToken)));
        return measurement;
    }

    private async Task RunClosedAsync(Measurement measurement, long end, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (Stopwatch.GetTimestamp() is var due && due < end) await SendAsync(measurement, due, cancellationToken);
    }

    // Each request has its time, whether or not those before it are answered (no coordinated omission).
    private async Task RunOpenAsync(Measurement measurement, long begin, long end, double rate, CancellationToken cancellationToken)
    {
        using var outstanding = new SemaphoreSlim(MaxOutstanding, MaxOutstanding);
        var interval = _frequency / rate;
        for (var number = 0L; ; number++)
        {
            var due = begin + (long)(number * interval);
            if (due >= end) break;
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait >= TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, cancellationToken);
            await outstanding.WaitAsync(cancellationToken);
            _ = SendAndReleaseAsync(due);
        }

        for (var index = 0; index < MaxOutstanding; index++) await outstanding.WaitAsync(cancellationToken);

        async Task SendAndReleaseAsync(long due)
        {
            await Task.Yield();
            try
            {
                await SendAsync(measurement, due, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The loop sees it too.
            }
            finally
            {
                outstanding.Release();
            }
        }
    }

    private async Task SendAsync(Measurement measurement, long due, CancellationToken cancellationToken)
    {
        string? error = null;
        try
        {
            var result = await connection.RequestAsync(load.Method, (JsonObject)load.Parameters.DeepClone(), cancellationToken);
            if (result["isError"] is JsonValue flag && flag.TryGetValue<bool>(out var isError) && isError) error = (string?)(result["content"] as JsonArray)?.FirstOrDefault()?["text"] ?? "The tool reported an error.";
        }
        catch (McpProtocolException exception)
        {
            error = ServerMessage.Of(exception);
        }
        catch (CliException exception)
        {
            error = exception.Message;
        }

        measurement.Add(due, error);
    }
}
