using Fairlead;
using Microsoft.Extensions.DependencyInjection;

namespace McpServer._1;

/// <summary>The server, for the program and for its tests.</summary>
public static class Server
{
    public static McpApp Create(string[] args)
    {
        var app = McpApp.Create("McpServer.1", args);
        app.Options.Instructions = "A list of notes. Read before you delete.";
        app.Services.AddSingleton<NoteStore>();
        app.Add<NoteTools>();
        return app;
    }
}
