using System.Net;
using System.Net.Sockets;

namespace Fairlead.Clients.Tests.Conformance;

/// <summary>A gateway that is not ours: takes Streamable HTTP, and starts a server on stdio for each session.</summary>
internal sealed class StdioGateway : IAsyncDisposable
{
    private readonly ChildProcess _child;

    // It tells of every message, which must be read lest it stops.
    private readonly Task _chatter;

    private StdioGateway(ChildProcess child, Uri url)
    {
        _child = child;
        _chatter = child.Output.ReadToEndAsync(CancellationToken.None);
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>Starts the gateway before a server.</summary>
    /// <param name="command">The command line that starts the server.</param>
    public static async Task<StdioGateway> StartAsync(IReadOnlyList<string> command)
    {
        var port = FreePort();
        var child = ChildProcess.Start(
            NodeProgram.Node, NodeProgram.PathOf("supergateway", "dist", "index.js"),
            "--stdio", string.Join(' ', command.Select(part => $"'{part}'")), "--outputTransport", "streamableHttp", "--stateful", "--port", $"{port}");
        string? line;
        do
        {
            line = await child.Output.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException($"The gateway did not start: {child.Error}");
        }
        while (!line.Contains("Listening on port", StringComparison.Ordinal));

        return new StdioGateway(child, new Uri($"http://localhost:{port}/mcp"));
    }

    public async ValueTask DisposeAsync()
    {
        // Its servers are in process groups of their own; it ends them when its input ends.
        _child.Process.StandardInput.Close();
        await _child.Process.WaitForExitAsync();
        await _chatter;
        await _child.DisposeAsync();
    }

    // The gateway does not say which port it got if it is to choose one.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
