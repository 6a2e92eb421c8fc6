using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Fairlead.Cli.Measuring;

/// <summary>The measurement as one HTML file that needs nothing from elsewhere.</summary>
internal static class BenchReport
{
    /// <summary>Percentiles at which latency is drawn: each step to the right is a tenth of the requests that are left.</summary>
    private static readonly double[] Percentiles = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99];

    public static string Write(Load load, IReadOnlyList<(string Name, Measurement Measurement)> servers, DateTimeOffset time)
    {
        var html = new StringBuilder();
        html.Append("""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>fairlead bench</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;max-width:760px;margin:2rem auto;padding:0 1rem;color:#212529}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #dee2e6}td:first-child,th:first-child{text-align:left}svg{max-width:100%;height:auto;margin:1rem 0}</style>
            <h1>fairlead bench</h1>

            """);
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(load.Method)} {Text((string?)load.Parameters["name"] ?? "")}, {Text(load.Describe())}, {load.Duration.TotalSeconds:0.##} s after {load.Warmup.TotalSeconds:0.##} s of warm-up. {time:yyyy-MM-dd HH:mm} UTC, {Text(RuntimeInformation.OSDescription)}, {Environment.ProcessorCount} cores. The client's own time is in the figures.</p>\n");
        html.Append("<table><tr><th>server<th>calls/s<th>p50 ms<th>p90 ms<th>p99 ms<th>p99.9 ms<th>max ms<th>errors</tr>\n");
        foreach (var (name, measured) in servers)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}<td>{measured.CallsPerSecond:0.#}<td>{measured.Milliseconds(50):0.###}<td>{measured.Milliseconds(90):0.###}<td>{measured.Milliseconds(99):0.###}<td>{measured.Milliseconds(99.9):0.###}<td>{measured.MaxMilliseconds:0.###}<td>{measured.Errors}</tr>\n");
        }

        html.Append("</table>\n");
        var latency = new Plot("Latency", "percentile", "ms").XTicks(new[] { 0, 50, 90, 99, 99.9, 99.99 }.Select(static percentile => (Place(percentile), $"{percentile.ToString(CultureInfo.InvariantCulture)} %")));
        var throughput = new Plot("Answered", "second", "calls/s");
        foreach (var (name, measured) in servers)
        {
            latency.Line(name, Percentiles.Select(percentile => (Place(percentile), measured.Milliseconds(percentile))));
            throughput.Line(name, measured.PerSecond.Select(static (count, second) => (second + 1.0, (double)count)));
        }

        return html.Append(latency.ToSvg()).Append('\n').Append(throughput.ToSvg()).Append("\n</html>\n").ToString();
    }

    private static double Place(double percentile) => -Math.Log10(1 - (percentile / 100));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
