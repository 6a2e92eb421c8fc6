using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Bench.Requests;
using Fairlead.Bench.Servers;

namespace Fairlead.Bench.Loads;

/// <summary>As many requests as a server answers, by <c>wrk</c>, which is on the core that servers are not on.</summary>
internal static partial class Wrk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Requests per second, and the server's processor time per request in microseconds.</summary>
    /// <exception cref="InvalidOperationException">A reply was an error, or a connection broke.</exception>
    public static async Task<(double Rate, double Microseconds)> RunAsync(HttpServer server, HttpCall call, int connections, TimeSpan duration)
    {
        var (body, headers) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(body, call.Body);
            await File.WriteAllLinesAsync(headers, call.AllHeaders.Select(static header => $"{header.Name}: {header.Value}"));
            var start = new ProcessStartInfo("taskset", ["-c", "1", "wrk", "-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", $"{duration.TotalSeconds:0}s", "--timeout", "30s", "-s", Path.Combine(Place.Bench, "post.lua"), server.Url.ToString()])
            {
                RedirectStandardOutput = true,
                Environment = { ["BODY_FILE"] = body, ["HEADERS_FILE"] = headers, ["IDS"] = call.IsInSession ? "4096" : "1" },
            };
            var before = server.ProcessorTime;
            using var wrk = Process.Start(start)!;
            var said = await ReadAsync(wrk, duration);
            if (wrk.ExitCode != 0 || said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal)) throw new InvalidOperationException($"Not all was answered:\n{said}\n{server.Said}");
            var count = double.Parse(Count().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
            return (double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), (server.ProcessorTime - before) / count);
        }
        finally
        {
            File.Delete(body);
            File.Delete(headers);
        }
    }

    private static async Task<string> ReadAsync(Process wrk, TimeSpan duration)
    {
        using var end = new CancellationTokenSource(duration + Patience);
        try
        {
            var said = await wrk.StandardOutput.ReadToEndAsync(end.Token);
            await wrk.WaitForExitAsync(end.Token);
            return said;
        }
        catch (OperationCanceledException)
        {
            wrk.Kill();
            throw new InvalidOperationException($"wrk was not done {Patience.TotalSeconds:0} s after its time.");
        }
    }

    [GeneratedRegex(@"(\d+) requests in ")]
    private static partial Regex Count();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
