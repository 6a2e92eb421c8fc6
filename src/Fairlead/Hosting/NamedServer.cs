using Fairlead.Engine;

namespace Fairlead.Hosting;

/// <summary>A server of an application, known by its name before it has started.</summary>
/// <param name="name">The name by which the application knows it.</param>
/// <param name="builder">What the server consists of.</param>
internal sealed class NamedServer(string name, McpServerBuilder builder)
{
    private McpServer? _running;

    /// <summary>The server's name.</summary>
    public string Name { get; } = name;

    /// <summary>What the server consists of.</summary>
    public McpServerBuilder Builder { get; } = builder;

    /// <summary>The server that has started.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public McpServer Running => _running ?? throw new InvalidOperationException(
        $"Server {Name} has not started. Its requests are answered after the application's host was started (app.Run() or StartAsync()).");

    /// <summary>The server has started and was not told to stop.</summary>
    public bool IsReady => _running is { IsDraining: false };

    /// <summary>The server has started.</summary>
    public void Attach(McpServerHost host) => _running = host.Server;
}
