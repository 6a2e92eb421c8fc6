using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Testing.Recording;

/// <summary>Keeps what a server tells without being asked.</summary>
/// <param name="timeout">How long tests wait for more.</param>
/// <param name="describe">What was exchanged, for failures.</param>
internal sealed class Recorders(TimeSpan timeout, Func<string> describe)
{
    public Recorder<ProgressReport> Progress { get; } = new(timeout, describe);

    public Recorder<LogMessage> Logs { get; } = new(timeout, describe);

    public Recorder<ReceivedNotification> Notifications { get; } = new(timeout, describe);

    /// <summary>Keeps a notification.</summary>
    public void Take(string method, JsonElement parameters)
    {
        if (method == MethodNames.Progress) Progress.Add(new(parameters.GetProperty("progress").GetDouble(), NumberOf(parameters, "total"), TextOf(parameters, "message")));
        else if (method == MethodNames.LogMessage) Logs.Add(new(TextOf(parameters, "level") ?? "", TextOf(parameters, "logger"), TextOf(parameters, "data") ?? parameters.GetProperty("data").GetRawText()));
        Notifications.Add(new(method, parameters));
    }

    private static string? TextOf(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static double? NumberOf(JsonElement parameters, string name) => parameters.TryGetProperty(name, out var member) ? member.GetDouble() : null;
}
