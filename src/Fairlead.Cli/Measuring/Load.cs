using System.Text.Json.Nodes;

namespace Fairlead.Cli.Measuring;

/// <summary>What is sent to a server, how often, and for how long.</summary>
internal sealed record Load
{
    public required string Method { get; init; }

    public required JsonObject Parameters { get; init; }

    /// <summary>How many requests are in flight at once in the closed loop.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Requests per second in the open loop; none for the closed loop, which sends when the reply is there.</summary>
    public double? Rate { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time before, whose requests are not counted.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(2);

    public string Describe() => Rate is { } rate ? $"open loop, {rate:0.##} calls/s" : $"closed loop, {Concurrency} in flight";
}
