using System.Buffers;
using Fairlead.Components;
using Fairlead.Engine;
using Fairlead.Protocol;
using Fairlead.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Bench.Micro;

/// <summary>A server without a transport, that answers messages one after the other.</summary>
internal sealed class EngineAlone
{
    private readonly McpConnection _connection = new("memory", keepsState: false);
    private readonly NoChannel _channel = new();
    private readonly ReplyFrame _frame = new();
    private readonly PooledBuffer _output = new();

    public EngineAlone(Action<McpServerBuilder> configure)
    {
        var collection = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        var builder = new McpServerBuilder("bench", collection);
        builder.Options.Version = "1.0.0";
        configure(builder);
        Server = McpServerHost.StartAsync(builder, collection.BuildServiceProvider()).GetAwaiter().GetResult().Server;
    }

    public McpServer Server { get; }

    /// <summary>A call whose message was read, and that was routed.</summary>
    public RequestCall Open(byte[] message)
    {
        var call = Server.Rent();
        Wait(call.AdmitAsync(null));
        call.Read(_connection, _channel, new ReadOnlySequence<byte>(message));
        ConversationRules.Apply(call, Server.Options);
        if (!Server.Engine.TryRoute(call)) throw new InvalidOperationException("The message is refused.");
        return call;
    }

    /// <summary>Answers a message.</summary>
    /// <returns>The length of the reply.</returns>
    public int Answer(byte[] message)
    {
        var call = Open(message);
        Wait(Server.Engine.DispatchAsync(call));
        var length = WriteReply(call);
        Wait(Server.ReturnAsync(call));
        return length;
    }

    /// <summary>Writes the reply of a call that has ended.</summary>
    public int WriteReply(RequestCall call)
    {
        _output.Clear();
        Server.WriteReply(call, _frame);
        _frame.CopyTo(_output);
        return _output.WrittenCount;
    }

    /// <summary>A tool of the server.</summary>
    public Component Find(ReadOnlySpan<byte> name) =>
        Server.Catalog.TryFind(ComponentKind.Tool, name, out var tool) ? tool : throw new InvalidOperationException("There is no such tool.");

    /// <summary>Ends what must have ended by itself: what waits would allocate elsewhere.</summary>
    public static void Wait(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException("It waits.");
        task.GetAwaiter().GetResult();
    }

    private sealed class NoChannel : MessageChannel
    {
        public override ValueTask SendAsync(ReadOnlyMemory<byte> message) => default;
    }
}
