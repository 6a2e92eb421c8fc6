using System.Security.Cryptography;
using System.Text;
using Fairlead.Components;

namespace Fairlead.Bench.Http;

/// <summary>Servers as an author would write them.</summary>
internal static class FairleadServer
{
    /// <summary>The token that the server with all of production takes.</summary>
    private const string Token = "fl_0123456789012345678901234567890123456789";

    /// <summary>A tool that is called, and many that are listed.</summary>
    public static Task RunPlainAsync(string port, int tools, params string[] options)
    {
        var app = Create(port, options);
        app.Tool("greet", (string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!", "Greet someone by name.");
        AddListed(app, tools);
        return app.RunAsync(McpTransport.Http);
    }

    /// <summary>The same with a token, a scope, limits and an audit trail on disk; metrics are on anyhow.</summary>
    public static async Task RunProductionAsync(string port, int tools)
    {
        var trail = Directory.CreateTempSubdirectory("fairlead-bench-");
        var app = Create(port);
        app.Authentication.AddTokens(options => options.Tokens.Add(new("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))), "ada") { Scopes = ["greetings:read"] }));
        app.RateLimit(1_000_000_000, per: "24h");
        app.Audit.ToFile(Path.Combine(trail.FullName, "audit.jsonl"));
        app.Add<GuardedTools>();
        AddListed(app, tools);
        await app.RunAsync(McpTransport.Http);
        trail.Delete(recursive: true);
    }

    /// <summary>Tools whose arguments and results are as long as the caller wants, and one that says how far it is.</summary>
    public static Task RunSizesAsync(string port)
    {
        var app = Create(port);
        app.Add<SizedTools>();
        return app.RunAsync(McpTransport.Http);
    }

    private static McpApp Create(string port, params string[] options)
    {
        var app = McpApp.Create("bench", ["--port", port, .. options]);
        app.Options.Version = "1.0.0";
        (app.Hosting.Sessions.MaxSessions, app.Hosting.Sessions.MaxSessionsPerCaller) = (100_000, 100_000);
        return app;
    }

    private static void AddListed(McpApp app, int tools)
    {
        for (var i = 1; i < tools; i++)
        {
            app.Components.Add(new Tool
            {
                Name = $"tool_{i}",
                Description = "A tool that is listed.",
                InputSchema = """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}"""u8.ToArray(),
                Invoke = static _ => default,
            });
        }
    }
}
