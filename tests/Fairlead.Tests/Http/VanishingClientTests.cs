using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Http;

/// <summary>Clients that leave in the middle of a message cost a connection, and not a line in the log.</summary>
public sealed class VanishingClientTests
{
    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_is_forgotten_quietly()
    {
        using var log = new Recorder();
        var app = await TestApp.StartAsync(mcp =>
        {
            mcp.Components.Add(HandMade.Measure());
            mcp.Logging.AddProvider(log);
        });
        var post = Post.Call("measure", """{"text":"abc"}""");
        for (var i = 0; i < 200; i++)
        {
            // Half of them say that they leave; the others are torn off.
            var bytes = post.Encode(app.Url);
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (i % 2 == 0) socket.LingerState = new LingerOption(enable: true, seconds: 0);
            await socket.ConnectAsync(app.Url.Host, app.Url.Port, TestContext.Current.CancellationToken);
            await socket.SendAsync(bytes.AsMemory(0, bytes.Length - 1 - (i % post.Body.Length)), TestContext.Current.CancellationToken);
        }

        Assert.Equal(200, (await app.AskAsync(post)).Status);

        // Stopping waits for every connection, so that whatever they log has been logged.
        await app.DisposeAsync();
        Assert.DoesNotContain(log.Messages, message => message.Level >= LogLevel.Warning);
        Assert.DoesNotContain(log.Messages, message => message.Category.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) && message.Level < LogLevel.Information);
    }

    private sealed class Recorder : ILoggerProvider
    {
        public ConcurrentQueue<(LogLevel Level, string Category, string Text)> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(Recorder recorder, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                recorder.Messages.Enqueue((logLevel, category, formatter(state, exception)));
        }
    }
}
