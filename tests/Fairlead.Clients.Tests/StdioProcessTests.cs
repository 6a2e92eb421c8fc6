using System.Text;
using Fairlead.Testbed;

namespace Fairlead.Clients.Tests;

/// <summary>A server as a process: streams, signals and hostile input.</summary>
public class StdioProcessTests
{
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    [Fact]
    public async Task The_end_of_input_ends_the_server_with_success_and_nothing_but_messages_on_stdout()
    {
        await using var server = ChildProcess.Start(Sample.CommandOf("Greeter"));
        await SendAsync(server, Call("1", "World"));
        var (exitCode, output) = await server.EndAsync();
        Assert.Equal(0, exitCode);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Hello, World!"}]""", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_ends_the_server_with_success()
    {
        await using var server = ChildProcess.Start(Sample.CommandOf("Greeter"));
        await SendAsync(server, Call("1", "World"));
        Assert.NotNull(await server.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await ChildProcess.RunAsync("kill", "-TERM", $"{server.Process.Id}");
        await server.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Process.ExitCode);
    }

    [Fact]
    public async Task Ten_thousand_hostile_messages_are_answered_as_they_must_be()
    {
        await using var server = ChildProcess.Start(Sample.CommandOf("Greeter"));
        var messages = HostileMessages.Generate(42, 10_000);
        var expected = 0;
        var reading = server.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < messages.Count; i++)
        {
            if (Oracle.Judge(messages[i], out _) != Expectation.Silence) expected++;
            await server.Input.WriteAsync((byte[])[.. messages[i], (byte)'\n'], TestContext.Current.CancellationToken);
        }

        await SendAsync(server, Call("\"canary\"", "World"));
        server.Process.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await server.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Process.ExitCode);
        Assert.All(lines, line => Assert.Matches("""^\{"jsonrpc":"2\.0",("id":.*(result|error)|"method":"notifications/)""", line));
        Assert.Equal(expected + 1, lines.Count(line => line.StartsWith("""{"jsonrpc":"2.0","id":""", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("\"id\":\"canary\",\"result\"", StringComparison.Ordinal));
    }

    private static Task SendAsync(ChildProcess server, string line)
    {
        server.Input.Write(Encoding.UTF8.GetBytes(line + "\n"));
        return server.Input.FlushAsync(TestContext.Current.CancellationToken);
    }

    private static string Call(string id, string name) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"greet","arguments":{"name":"{{name}}"},""" + Meta + "}}";
}
