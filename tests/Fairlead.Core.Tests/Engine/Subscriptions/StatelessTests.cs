using System.Buffers;
using System.Text;
using Fairlead.Engine;
using Fairlead.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Core.Tests.Engine.Subscriptions;

/// <summary>Legacy clients of whom nothing is remembered have no stream on which they could be told of changes.</summary>
public sealed class StatelessTests
{
    [Theory]
    [InlineData("initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}", "\"capabilities\":{\"resources\":{},\"tools\":{}}")]
    [InlineData("resources/subscribe", "\"uri\":\"docs://a\"", "Method not found: resources/subscribe. There is no session in which the client could be told.")]
    [InlineData("resources/unsubscribe", "\"uri\":\"docs://a\"", "Method not found: resources/unsubscribe.")]
    public async Task They_are_offered_none(string method, string members, string expected)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new McpServerBuilder("test", new ServiceCollection());
        builder.Components.AddRange(HandMade.Text("say"), HandMade.Resource("docs://a"));
        await using var host = await McpServerHost.StartAsync(builder, services, TestContext.Current.CancellationToken);
        var call = host.Server.Rent();
        call.Read(new McpConnection("http", keepsState: false), new Nowhere(), new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Messages.Legacy(method, members))));
        Assert.True(host.Server.Engine.TryRoute(call));
        await host.Server.Engine.DispatchAsync(call);
        using var reply = new ReplyFrame();
        host.Server.WriteReply(call, reply);
        using var buffer = new PooledBuffer();
        reply.CopyTo(buffer);
        Assert.Contains(expected, Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
        await host.Server.ReturnAsync(call);
    }

    private sealed class Nowhere : MessageChannel
    {
        public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => default;
    }
}
