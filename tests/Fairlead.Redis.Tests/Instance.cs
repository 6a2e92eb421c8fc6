using System.Security.Claims;
using System.Text;
using Fairlead.Components;
using Fairlead.Pipeline.Limits;
using Fairlead.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Redis.Tests;

/// <summary>An instance of a server with one tool and a limit, and its client.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private const string Request = """
        {"jsonrpc":"2.0","id":ID,"method":"tools/call","params":{"name":"tool","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
        """;

    private readonly ServiceProvider _services;
    private readonly McpServerHost _host;
    private readonly InMemoryConnection _connection;
    private readonly StreamReader _reader;

    private Instance(ServiceProvider services, McpServerHost host)
    {
        _services = services;
        _host = host;
        _connection = host.Connect(new ClaimsPrincipal(new ClaimsIdentity([new("iss", "test"), new("sub", "alice}{")], "test")));
        _reader = new(_connection.Output);
    }

    public static async Task<Instance> StartAsync(string redis, int limit = 100, string per = "24h", Action<McpRedisOptions>? configure = null, TimeSpan clock = default, string name = "test", int cost = 1, RateLimitAlgorithm algorithm = RateLimitAlgorithm.TokenBucket)
    {
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow + clock));
        var builder = new McpServerBuilder(name, collection);
        builder.RateLimit(limit, per, algorithm: algorithm).UseRedis(redis, configure).Components.Add(new Tool
        {
            Name = "tool",
            InputSchema = """{"type":"object"}"""u8.ToArray(),
            Metadata = [new RateLimitCostAttribute(cost)],
            Invoke = static call =>
            {
                call.Result.SetText("ran");
                return default;
            },
        });
        var services = collection.BuildServiceProvider();
        return new(services, await McpServerHost.StartAsync(builder, services, TestContext.Current.CancellationToken));
    }

    /// <summary>Calls the tool.</summary>
    /// <returns>How often it ran.</returns>
    public async Task<int> CallAsync(int times = 1)
    {
        var request = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, times).Select(id => Request.Replace("ID", $"{id}", StringComparison.Ordinal) + "\n")));
        var sending = _connection.Input.WriteAsync(request, TestContext.Current.CancellationToken).AsTask();
        var ran = 0;
        for (var i = 0; i < times; i++)
        {
            var reply = await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
            if (reply!.Contains("\"ran\"", StringComparison.Ordinal)) ran++;
            else Assert.Contains("retryAfterMs", reply, StringComparison.Ordinal);
        }

        await sending;
        return ran;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _host.DisposeAsync();
        await _services.DisposeAsync();
    }
}
