namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Values to complete from, as an author would keep them.</summary>
public static class Places
{
    public static readonly string[] Planets = ["Mars", "Mercury", "Venus"];

    public static IReadOnlyList<string> Countries { get; } = ["Norway", "Sweden"];

    public static IEnumerable<string> Cities(string typed, string country) => [$"{country}:{typed}"];

    public static async Task<List<string>?> LaterAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(0, cancellationToken);
        return ["soon", "later"];
    }

    public static async IAsyncEnumerable<string> StreamAsync(string typed)
    {
        for (var i = 0; ; i++)
        {
            await Task.Yield();
            yield return $"{typed}{i}";
        }
    }
}
