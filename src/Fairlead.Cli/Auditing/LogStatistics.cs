using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Auditing;

/// <summary>The calls of a log, counted by what they were.</summary>
internal sealed class LogStatistics
{
    private readonly (string Title, string List, string Member, Func<LoggedCall, string?> Of, Dictionary<string, CallStatistics> Groups)[] _by =
    [
        ("component", "components", "component", static call => call.Component ?? "", []),
        ("caller", "callers", "caller", static call => call.Caller ?? "", []),
        ("outcome", "outcomes", "outcome", static call => call.IsAllowed ? call.Outcome : "denied", []),
        ("error code", "errorCodes", "code", static call => call.Code?.ToString(CultureInfo.InvariantCulture), []),
    ];

    public CallStatistics All { get; } = new();

    public DateTimeOffset First { get; private set; }

    public DateTimeOffset Last { get; private set; }

    public long Dropped { get; private set; }

    public long Unreadable { get; private set; }

    /// <summary>The groups with calls in them, by what they are, the largest first. No name is nobody known.</summary>
    public IEnumerable<(string Title, IReadOnlyList<(string? Name, CallStatistics Statistics)> Groups)> Groups =>
        _by.Where(static by => by.Groups.Count > 0).Select(static by => (by.Title, Sort(by.Groups)));

    public void Add(string line)
    {
        if (LoggedCall.Read(line) is not { } call)
        {
            Unreadable++;
            return;
        }

        Dropped += call.Dropped;
        if (call.IsAnchor) return;
        if (All.Calls == 0) First = call.Time;
        Last = call.Time;
        All.Add(call);
        foreach (var by in _by)
        {
            if (by.Of(call) is not { } name) continue;
            if (!by.Groups.TryGetValue(name, out var group)) by.Groups.Add(name, group = new CallStatistics());
            group.Add(call);
        }
    }

    public JsonObject ToJson()
    {
        var json = All.ToJson("from", All.Calls > 0 ? First.ToString("O", CultureInfo.InvariantCulture) : null);
        json.Insert(1, "to", All.Calls > 0 ? Last.ToString("O", CultureInfo.InvariantCulture) : null);
        json["dropped"] = Dropped;
        json["unreadable"] = Unreadable;
        foreach (var by in _by) json[by.List] = new JsonArray([.. Sort(by.Groups).Select(group => group.Statistics.ToJson(by.Member, group.Name))]);
        return json;
    }

    private static IReadOnlyList<(string? Name, CallStatistics Statistics)> Sort(Dictionary<string, CallStatistics> groups) =>
        [.. groups.OrderByDescending(static group => group.Value.Calls).ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key.Length > 0 ? group.Key : null, group.Value))];
}
