using System.Text;

namespace Fairlead.Tests.Hosting;

/// <summary>The audit of a program that is stopped, and killed, and asked about its log.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fairlead-audit-");

    private string File => Path.Combine(_folder.FullName, "audit.jsonl");

    private Dictionary<string, string> Environment => new() { ["AUDIT_FILE"] = File };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Sigterm_loses_nothing()
    {
        await using var server = ServerProcess.Start(["--transport", "http", "--port", "0"], Environment);
        await using var connection = await RawHttp.ConnectAsync(await server.ListensAsync());
        for (var i = 0; i < 10; i++) await connection.AskAsync(Post.Call("greet", """{"name":"World"}"""));
        await connection.SendAsync(Post.Call("hold"));
        await server.SaysAsync("holding");
        await server.TerminateAsync();
        Assert.Equal("held to the end", (await connection.ReceiveAsync()).Text);
        await server.EndAsync();
        var first = (await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken))[0];
        Assert.Contains("\"address\":\"127.0.0.1\",\"transport\":\"http\"", first, StringComparison.Ordinal);
        Assert.StartsWith("The log is as it was written: 12 records, 1 of them anchors, 0 dropped by the server.\n", await VerifyAsync(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigkill_loses_nothing_that_was_answered_and_the_next_server_goes_on()
    {
        var answered = 0;
        for (var round = 0; round < 2; round++)
        {
            await using var server = ServerProcess.Start([], Environment);
            for (var i = 0; i < 200; i++) await server.Input.WriteLineAsync(Encoding.UTF8.GetString(Post.Modern("tools/call", "\"name\":\"greet\",\"arguments\":{\"name\":\"x\"}", id: $"{i}").Body));
            for (var i = 0; i < 20; i++, answered++) Assert.NotNull(await server.Output.ReadLineAsync(TestContext.Current.CancellationToken));
            await server.KillAsync();
        }

        await VerifyAsync(0);
        var lines = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        Assert.InRange(lines.Length, answered, 402);
    }

    [Fact]
    public async Task Verify_says_what_is_wrong_with_exit_code_1()
    {
        await using (var server = ServerProcess.Start([], Environment))
        {
            await server.Input.WriteLineAsync(Encoding.UTF8.GetString(Post.Call("greet", """{"name":"World"}""").Body));
            server.Input.Close();
            await server.EndAsync();
        }

        await System.IO.File.WriteAllTextAsync(File, (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).Replace("\"ok\"", "\"no\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.StartsWith("audit.jsonl:1: changed, or no record.\nThe log is not as it was written", await VerifyAsync(1), StringComparison.Ordinal);
        Assert.Contains("There is no audit file", await VerifyAsync(2, Path.Combine(_folder.FullName, "none.jsonl")), StringComparison.Ordinal);
        await using var wrong = ServerProcess.Start(["audit", "verfy"]);
        Assert.Contains("Write audit verify FILE", (await wrong.EndAsync()).Error, StringComparison.Ordinal);
    }

    private async Task<string> VerifyAsync(int expected, string? path = null)
    {
        await using var verify = ServerProcess.Start(["audit", "verify", path ?? File]);
        var (code, output, error) = await verify.EndAsync();
        Assert.True(code == expected, $"{code}: {output}{error}");
        return output;
    }
}
