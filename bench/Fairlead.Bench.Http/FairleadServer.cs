using Fairlead.Components;

namespace Fairlead.Bench.Http;

/// <summary>The server as an author would write it.</summary>
internal static class FairleadServer
{
    /// <summary>How many tools are listed.</summary>
    public const int Tools = 20;

    public static Task RunAsync(string port)
    {
        var app = McpApp.Create("bench", ["--port", port]);
        app.Options.Version = "1.0.0";
        app.Tool("greet", (string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!", "Greet someone by name.");
        for (var i = 1; i < Tools; i++)
        {
            app.Components.Add(new Tool
            {
                Name = $"tool_{i}",
                Description = "A tool that is listed.",
                InputSchema = """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}"""u8.ToArray(),
                Invoke = static _ => default,
            });
        }

        return app.RunAsync(McpTransport.Http);
    }
}
