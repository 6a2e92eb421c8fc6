using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Prompts and templates whose arguments are completed.</summary>
public sealed class Guide(Random random) : IAsyncDisposable
{
    public bool IsDisposed { get; private set; }

    public IEnumerable<string> Streets => IsDisposed ? [] : ["Main", "Market"];

    [McpPrompt]
    public string Visit(
        [Complete(nameof(Streets))] string street, [Complete(nameof(Shops))] string shop, Color color = Color.Red, bool loud = false, bool? maybe = null,
        [AllowedValues("small", "large")] string size = "small", [AllowedValues(1, 12)] int rows = 1) => $"{street} {shop} {color} {loud} {maybe} {size} {rows}";

    [McpResource("guide://{country}/{city}{?planet}")]
    public static string Read(
        [Complete(typeof(Places), nameof(Places.Countries))] string country, [Complete(typeof(Places), nameof(Places.Cities))] string city,
        [Complete(typeof(Places), nameof(Places.Planets))] string? planet = null) => country + city + planet;

    public IEnumerable<string> Shops(string typed, IReadOnlyDictionary<string, string> chosen, McpContext mcp, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("best")] string? best = null)
    {
        yield return $"{typed} {string.Join(",", chosen.Keys)} {mcp.Caller.Identity?.IsAuthenticated} {best} {random is not null} {IsDisposed}";
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
