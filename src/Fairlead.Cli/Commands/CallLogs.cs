using System.Text.Json.Nodes;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Commands;

/// <summary>What a server logs while it works on a call: asked for in each request (2026-07-28), or for the whole session before it.</summary>
internal sealed class CallLogs : IDisposable
{
    private readonly ServerConnection _connection;
    private readonly Screen _screen;

    private CallLogs(ServerConnection connection, Screen screen)
    {
        _connection = connection;
        _screen = screen;
        connection.Notified += Show;
    }

    public static async Task<CallLogs> ShowAsync(ServerConnection connection, string level, Screen screen, CancellationToken cancellationToken)
    {
        var logs = new CallLogs(connection, screen);
        if (!connection.IsModern && connection.Client.ServerCapabilities?.Logging is not null) await connection.RequestAsync("logging/setLevel", new JsonObject { ["level"] = level }, cancellationToken);
        return logs;
    }

    public void Dispose() => _connection.Notified -= Show;

    private void Show(string method, JsonObject message)
    {
        if (method == LogLevels.Notification) _screen.Note(LogLevels.Describe(message));
    }
}
