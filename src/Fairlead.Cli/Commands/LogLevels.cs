using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Commands;

/// <summary>The levels of the protocol's logs, which are those of RFC 5424, and a message of one of them.</summary>
internal static class LogLevels
{
    public const string Notification = "notifications/message";

    private static readonly string[] All = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    public static Option<string> Option(string name, string? level)
    {
        var option = new Option<string>(name) { Description = "The least important messages to show: debug, info, notice, warning, error, critical, alert or emergency.", HelpName = "LEVEL" };
        if (level is not null) option.DefaultValueFactory = _ => level;
        option.AcceptOnlyFromAmong(All);
        return option;
    }

    public static string Describe(JsonObject message)
    {
        var data = message["data"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : message["data"]?.ToJsonString();
        return $"{Plain.Line((string?)message["level"])} {(message["logger"] is { } logger ? $"{Plain.Line(logger.ToString())}: " : "")}{Plain.Line(data)}";
    }
}
