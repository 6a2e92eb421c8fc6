using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Hosting;

/// <summary>Telemetry arrives at a collector.</summary>
public sealed class OtlpTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Text)> _received = new();
    private readonly WebApplication _collector;

    public OtlpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.MapPost("/{**path}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Metrics_traces_and_logs_are_sent_where_the_environment_says_and_none_is_lost_at_the_end(string transport)
    {
        await _collector.StartAsync(TestContext.Current.CancellationToken);
        await using (var server = ServerProcess.Start(["--transport", transport, "--port", "0"], new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            // Without a name the tool fails.
            var call = Post.Call("greet", """{"secret":197607041234}""");
            if (transport == "http")
            {
                await using var connection = await RawHttp.ConnectAsync(await server.ListensAsync());
                await connection.AskAsync(call);
                await server.TerminateAsync();
            }
            else
            {
                await server.Input.WriteLineAsync(Encoding.UTF8.GetString(call.Body));
                server.Input.Close();
            }

            Assert.Equal(0, (await server.EndAsync()).ExitCode);
        }

        Assert.Contains(_received, one => one.Path == "/v1/traces" && one.Text.Contains("tools/call greet", StringComparison.Ordinal) && one.Text.Contains("tool_error", StringComparison.Ordinal));
        Assert.Contains(_received, one => one.Path == "/v1/metrics" && one.Text.Contains("mcp.server.operation.duration", StringComparison.Ordinal) && one.Text.Contains("greet", StringComparison.Ordinal));
        Assert.Contains(_received, one => one.Path == "/v1/logs" && one.Text.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(_received, one => one.Text.Contains("197607041234", StringComparison.Ordinal));
    }
}
