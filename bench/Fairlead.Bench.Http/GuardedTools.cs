namespace Fairlead.Bench.Http;

/// <summary>The tool that is called, for those who may.</summary>
internal sealed class GuardedTools
{
    /// <summary>Greet someone by name.</summary>
    [McpTool, RequireScope("greetings:read"), RateLimit(1_000_000_000, Per = "24h")]
    public static string Greet(string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!";
}
