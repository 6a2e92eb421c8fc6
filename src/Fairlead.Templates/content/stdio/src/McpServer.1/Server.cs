using Fairlead;

namespace McpServer._1;

/// <summary>The server, for the program and for its tests.</summary>
public static class Server
{
    public static McpApp Create(string[] args)
    {
        var app = McpApp.Create("McpServer.1", args);
        app.Tool("greet", (string name) => $"Hello, {name}!", "Greet someone by name.");
        app.Add<TextTools>();
        return app;
    }
}
