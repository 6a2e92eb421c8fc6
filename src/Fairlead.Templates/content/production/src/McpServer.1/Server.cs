using Fairlead;
using Microsoft.Extensions.DependencyInjection;

namespace McpServer._1;

/// <summary>The server, for the program and for its tests.</summary>
public static class Server
{
    public static McpApp Create(string[] args)
    {
        var app = McpApp.Create("McpServer.1", args);
        app.Options.Instructions = "A warehouse's stock. Look before you take something out.";
        app.Services.AddSingleton<Warehouse>();

        // Who calls: the tokens of Mcp:Tokens. A tool of which nothing is said is closed.
        app.Authentication.AddTokens();

        // How much: each caller.
        app.RateLimit(600, per: "1m");

        app.Add<StockTools>();
        return app;
    }
}
