using System.Security.Claims;
using Fairlead.Engine;
using Fairlead.Transports;

namespace Fairlead;

/// <summary>A server that has started and answers over any number of connections. <c>McpApp</c> makes one for you.</summary>
public sealed class McpServerHost : IAsyncDisposable
{
    private McpServerHost(McpServer server) => Server = server;

    internal McpServer Server { get; }

    /// <summary>Starts a server: opens what its lifespans open and checks its components.</summary>
    /// <param name="builder">What the server consists of.</param>
    /// <param name="services">The services, built from <see cref="McpServerBuilder.Services"/>. Not disposed by the host.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The server.</returns>
    /// <exception cref="InvalidOperationException">A component takes a registered service as an argument.</exception>
    public static async Task<McpServerHost> StartAsync(McpServerBuilder builder, IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(services);
        var server = new McpServer(builder, services);
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return new McpServerHost(server);
    }

    /// <summary>
    /// Serves the process's standard streams until stdin ends or the token is signalled, then lets the calls in flight finish.
    /// </summary>
    /// <param name="cancellationToken">Stops the server.</param>
    public Task RunStdioAsync(CancellationToken cancellationToken = default) => StdioTransport.RunAsync(Server, cancellationToken);

    /// <summary>Connects a client within this process.</summary>
    /// <param name="caller">Who the client is. Default: nobody is known.</param>
    /// <returns>The client's end. Dispose it to end the conversation.</returns>
    public InMemoryConnection Connect(ClaimsPrincipal? caller = null) => new(Server, caller, "memory");

    /// <summary>Connects a client within this process that is served as over stdio.</summary>
    /// <param name="caller">Who the client is. Default: who the surroundings of the process say it is.</param>
    internal InMemoryConnection ConnectAsStdio(ClaimsPrincipal? caller = null) => new(Server, caller ?? Server.ConversationCaller, "stdio");

    /// <summary>Lets the calls in flight finish, up to <see cref="McpServerOptions.DrainTimeout"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await Server.DrainAsync().ConfigureAwait(false);
        await Server.DisposeAsync().ConfigureAwait(false);
    }
}
