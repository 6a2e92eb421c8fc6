namespace Fairlead.Cli.Judging;

/// <summary>A request to be sent exactly so.</summary>
internal sealed record ProbeRequest(HttpMethod HttpMethod)
{
    /// <summary>Another path than the server's own.</summary>
    public string? Path { get; init; }

    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The same with a header more, or another value of it.</summary>
    public ProbeRequest With(string name, string value) =>
        this with { Headers = [.. Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)] };
}
