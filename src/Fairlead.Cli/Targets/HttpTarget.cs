namespace Fairlead.Cli.Targets;

/// <summary>A server that runs and is reached by HTTP.</summary>
internal sealed record HttpTarget(string Name, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers) : ServerTarget(Name);
