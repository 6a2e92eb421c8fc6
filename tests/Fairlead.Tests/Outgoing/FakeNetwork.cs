using System.Net;
using System.Net.Sockets;
using Fairlead.Outgoing;

namespace Fairlead.Tests.Outgoing;

/// <summary>A network in which names lead where the test says, and nobody answers.</summary>
internal sealed class FakeNetwork(params string[][] answers) : Network
{
    private int _asked;

    /// <summary>The addresses that were connected to.</summary>
    public List<string> Reached { get; } = [];

    /// <summary>How often a name was looked up.</summary>
    public int Asked => _asked;

    public override Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(_asked++, answers.Length - 1)];
        return Task.FromResult(answer.Select(IPAddress.Parse).ToArray());
    }

    public override Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        Reached.Add(endpoint.ToString());
        throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
