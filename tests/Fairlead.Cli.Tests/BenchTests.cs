using Fairlead.Cli.Measuring;

namespace Fairlead.Cli.Tests;

public class BenchTests
{
    [Fact]
    public async Task A_closed_loop_is_measured()
    {
        await using var server = await HttpSample.StartAsync("Greeter");
        var report = (await Tool.RunAsync("bench", server.Url.ToString(), "greet", "name=Ada", "--duration", "0.5", "--warmup", "0.2", "--concurrency", "4")).ShouldSucceed().Json;
        Assert.True((long)report["calls"]! > 0);
        Assert.Equal(0, (long)report["errors"]!);
        Assert.True((double)report["milliseconds"]!["p50"]! <= (double)report["milliseconds"]!["p99"]!);
    }

    [Fact]
    public async Task An_open_loop_sends_what_was_asked_for()
    {
        await using var server = await HttpSample.StartAsync("Greeter");
        var report = (await Tool.RunAsync("bench", server.Url.ToString(), "greet", "name=Ada", "--duration", "1", "--warmup", "0.2", "--rate", "50")).ShouldSucceed().Json;
        Assert.InRange((long)report["calls"]!, 49, 51);
    }

    [Fact]
    public async Task Two_servers_are_compared_and_drawn()
    {
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "report.html");
        var report = (await Tool.RunAsync("bench", Tool.Greeter, "--against", Tool.SdkServer, "--rounds", "2", "--duration", "0.3", "--warmup", "0.1", "--report", page)).ShouldSucceed().Json;
        Assert.Equal(2, report["first"]!.AsArray().Count);
        Assert.Equal(2, report["second"]!.AsArray().Count);
        Assert.True((double)report["ratios"]!["callsPerSecond"]!["median"]! > 0);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(2, html.Split("<svg").Length - 1);
        Assert.Contains("polyline", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_counted_and_fail_the_run()
    {
        var run = await Tool.RunAsync("bench", Tool.Greeter, "greet", "naem=x", "--duration", "0.2", "--warmup", "0");
        Assert.Equal(1, run.ExitCode);
        Assert.True((long)run.Json["errors"]! > 0);
        Assert.Contains("did you mean name?", run.Error, StringComparison.Ordinal);
        (await Tool.RunAsync("bench", Tool.Greeter, "greet", "name=x", "--duration", "0")).ShouldFail(2, "--duration must be between 0.1 and 3600, was 0.");
        (await Tool.RunAsync("bench", Tool.Greeter, "gret")).ShouldFail(2, "Did you mean greet?");
    }

    // Coordinated omission: a request that had to wait before it was sent counts from when it was due.
    [Fact]
    public void Latency_counts_from_when_a_request_was_due()
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp() - (5 * System.Diagnostics.Stopwatch.Frequency);
        var measurement = new Measurement(start, TimeSpan.FromSeconds(10));
        measurement.Add(start, error: null);
        measurement.Add(start - 1, error: null);
        measurement.Add(start + (20 * System.Diagnostics.Stopwatch.Frequency), error: null);
        Assert.Equal(1, measurement.Count);
        Assert.InRange(measurement.Milliseconds(50), 4_990, 60_000);
    }
}
