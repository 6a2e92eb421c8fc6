using System.Globalization;

namespace Fairlead.Bench.Soak;

/// <summary>What the server says that it has measured.</summary>
internal sealed class Measured
{
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);

    private Measured(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')))
        {
            var space = line.LastIndexOf(' ');
            _values[line[..space].Replace("{}", "", StringComparison.Ordinal)] = (long)double.Parse(line[(space + 1)..], CultureInfo.InvariantCulture);
        }
    }

    public long this[string name] => _values.GetValueOrDefault(name);

    public long Calls(string tool, string outcome) => this[$"mcp_tool_calls_total{{outcome=\"{outcome}\",tool=\"{tool}\"}}"];

    /// <summary>All calls of a tool, however they ended.</summary>
    public long Calls(string tool) => _values.Where(one => one.Key.StartsWith("mcp_tool_calls_total{", StringComparison.Ordinal) && one.Key.EndsWith($"tool=\"{tool}\"}}", StringComparison.Ordinal)).Sum(one => one.Value);

    /// <summary>Asks, until nothing runs any more.</summary>
    public static async Task<Measured> AskAsync(Uri url)
    {
        using var http = new HttpClient();
        for (var i = 0; ; i++)
        {
            var measured = new Measured(await http.GetStringAsync(new Uri(url, "/metrics")));
            var open = measured["mcp_requests_in_flight"] + measured["mcp_subscriptions_active"] + measured["mcp_sessions_active"];
            if (open == 0 || i == 300) return measured;
            await Task.Delay(100);
        }
    }
}
