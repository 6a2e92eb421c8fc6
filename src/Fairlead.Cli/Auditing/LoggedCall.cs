using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Auditing;

/// <summary>What a line of an audit log says: of a call, or an anchor that says how many records the server dropped.</summary>
internal sealed record LoggedCall(
    long Sequence, DateTimeOffset Time, bool IsAnchor, long Dropped, string? Caller, string Method, string? Component, bool IsAllowed, string? Reason, string Outcome, int? Code, double Milliseconds)
{
    /// <returns>None where the line is no record.</returns>
    public static LoggedCall? Read(string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            return new LoggedCall(
                json["seq"]!.GetValue<long>(),
                json["time"]!.GetValue<DateTimeOffset>(),
                json["anchor"] is not null,
                (long?)json["dropped"] ?? 0,
                (string?)json["caller"]?["sub"],
                (string?)json["method"] ?? "",
                (string?)json["component"],
                (string?)json["decision"] != "denied",
                (string?)json["reason"],
                (string?)json["outcome"] ?? "",
                (int?)json["code"],
                (double?)json["ms"] ?? 0);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>For people, on one line.</summary>
    public string Describe()
    {
        var time = Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        if (IsAnchor) return $"{time}  #{Sequence}  anchor{(Dropped > 0 ? $", {Dropped} records dropped" : "")}";
        var end = IsAllowed ? Outcome : $"denied{(Reason is null ? "" : $" ({Reason})")}";
        return Plain.Line($"{time}  #{Sequence}  {Caller ?? "-"}  {Method} {Component}  {end}{(Code is { } code ? $" {code}" : "")}  {Milliseconds.ToString("0.###", CultureInfo.InvariantCulture)} ms");
    }
}
