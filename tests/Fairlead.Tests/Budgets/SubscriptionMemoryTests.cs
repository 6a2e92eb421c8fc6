using System.Net.Sockets;

namespace Fairlead.Tests.Budgets;

/// <summary>What an open subscription keeps in memory, the web server's connection and the client's socket included.</summary>
[Collection(nameof(BudgetsAlone))]
public sealed class SubscriptionMemoryTests
{
    private const int Count = 1000;
    private const double Budget = 20 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];

    [Fact]
    public async Task An_open_subscription_keeps_less_than_20_KiB()
    {
        await using var app = await TestApp.StartAsync(app =>
        {
            app.Options.Limits.MaxSubscriptionsPerCaller = 2 * Count;
            app.Components.AddRange(HandMade.Greet(), HandMade.Resource("docs://a"));
        });
        var request = Post.Modern("subscriptions/listen", """
            "notifications":{"toolsListChanged":true,"resourceSubscriptions":["docs://a"]}
            """).Encode(app.Url);
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 20; i++) sockets.Add(Open(app.Url, request));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < Count; i++) sockets.Add(Open(app.Url, request));
            var each = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
            TestContext.Current.SendDiagnosticMessage("{0} open subscriptions: {1:0} bytes each", Count, each);
            Assert.InRange(each, 0, Budget);
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    private Socket Open(Uri url, byte[] request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(url.Host, url.Port);
        socket.Send(request);
        for (var received = 0; _buffer.AsSpan(0, received).IndexOf("acknowledged"u8) < 0;) received += socket.Receive(_buffer.AsSpan(received));
        return socket;
    }
}
