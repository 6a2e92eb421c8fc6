using System.IO.Pipelines;
using System.Security.Claims;
using Fairlead.Engine;

namespace Fairlead.Transports;

/// <summary>A connection to a server in the same process: one message per line, as over stdio, without a process.</summary>
public sealed class InMemoryConnection : IAsyncDisposable
{
    private readonly LineTransport _transport;
    private readonly Task _serving;

    internal InMemoryConnection(McpServer server, ClaimsPrincipal? caller, string name)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        Input = toServer.Writer.AsStream();
        Output = toClient.Reader.AsStream();
        _transport = new LineTransport(server, toServer.Reader, toClient.Writer.AsStream(leaveOpen: true), name, caller);
        _serving = ServeAsync(toClient.Writer);
    }

    /// <summary>Where the client writes.</summary>
    public Stream Input { get; }

    /// <summary>Where the client reads.</summary>
    public Stream Output { get; }

    /// <summary>Ends the input and waits until the server has answered what it had read.</summary>
    public async ValueTask DisposeAsync()
    {
        await Input.DisposeAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        await Output.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
    }

    private async Task ServeAsync(PipeWriter writer)
    {
        await _transport.RunAsync(CancellationToken.None).ConfigureAwait(false);
        await writer.CompleteAsync().ConfigureAwait(false);
    }
}
