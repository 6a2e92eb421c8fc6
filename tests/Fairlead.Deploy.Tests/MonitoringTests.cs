using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fairlead.Deploy.Tests;

/// <summary>What watches the instances: Prometheus, its alerts, and the dashboard's queries, over real measurements.</summary>
public sealed partial class MonitoringTests(Deployment deployment) : IClassFixture<Deployment>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promtool_accepts_the_configuration_and_the_alerts()
    {
        var (code, output, error) = await ChildProcess.RunAsync("promtool", "check", "config", Path.Combine(PublishedServer.Deploy, "prometheus", "prometheus.yml"));
        Assert.True(code == 0, output + error);
        Assert.Contains("6 rules found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promtool_accepts_what_an_instance_measures()
    {
        await deployment.CallAsync(Deployment.Reader, deployment.Instances[0].Url);
        await using var promtool = ChildProcess.Start("promtool", "check", "metrics");
        await promtool.Process.StandardInput.WriteAsync((await MetricsAsync()).AsMemory(), Cancelled);
        var (code, _) = await promtool.EndAsync();
        Assert.True(code == 0, promtool.Error);
    }

    [Fact]
    public async Task Each_query_of_the_dashboard_has_an_answer()
    {
        await using var prometheus = Prometheus.Start("orders", deployment.Instances.Select(instance => instance.Url));
        await Task.WhenAll(deployment.Instances.Select(instance => deployment.CallAsync(Deployment.Reader, instance.Url)));
        Assert.Equal("2", await prometheus.AskAsync("sum(up) == 2"));
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(PublishedServer.Deploy, "grafana", "dashboards", "mcp.json"), Cancelled));
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToArray();
        Assert.True(queries.Length >= 15);
        foreach (var query in queries)
        {
            // What Grafana puts in: all instances, and four times the time between two scrapes.
            var answer = await prometheus.AskAsync(query.Replace("$instance", ".*", StringComparison.Ordinal).Replace("$__rate_interval", "4s", StringComparison.Ordinal));
            Assert.True(answer == "NaN" || double.Parse(answer, System.Globalization.CultureInfo.InvariantCulture) >= 0, $"{query}: {answer}");
        }
    }

    [Fact]
    public async Task Dashboard_and_alerts_ask_for_metrics_that_there_are()
    {
        await deployment.CallAsync(Deployment.Reader, deployment.Instances[0].Url);
        var measured = Family().Matches(await MetricsAsync()).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var asked = Directory.EnumerateFiles(PublishedServer.Deploy, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith("mcp.json", StringComparison.Ordinal) || file.EndsWith("alerts.yml", StringComparison.Ordinal))
            .SelectMany(file => Metric().Matches(File.ReadAllText(file))).Select(match => Suffix().Replace(match.Value, "")).Distinct().ToArray();
        Assert.Contains("mcp_tool_duration_seconds", asked);

        // Counted from the first failure on, of which there is none here.
        Assert.Empty(asked.Except(measured).Except(["fairlead_redis_failures_total"]));
    }

    [Fact]
    public async Task Requests_that_Redis_does_not_answer_are_measured()
    {
        await deployment.Redis.KillAsync();
        try
        {
            await deployment.CallAsync(Deployment.Watcher, deployment.Instances[0].Url);
            Assert.Contains("fairlead_redis_failures_total", await MetricsAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await deployment.Redis.StartAgainAsync();
        }
    }

    private async Task<string> MetricsAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(deployment.Instances[0].Url, "/metrics"), Cancelled);
    }

    [GeneratedRegex(@"^# TYPE (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Family();

    [GeneratedRegex(@"\b(mcp|fairlead)_\w+(?=\{|\[)")]
    private static partial Regex Metric();

    [GeneratedRegex(@"_(bucket|count|sum)$")]
    private static partial Regex Suffix();
}
