using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Clients.Tests;

/// <summary>The main sample, as it is started for the first time, called by the people whose tokens it prints.</summary>
public sealed partial class ProductionTests(ProductionServer server) : IClassFixture<ProductionServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ada", "list_tables, query_database, search_orders")]
    [InlineData("grace", "list_tables, query_database, refund_order, search_orders")]
    [InlineData("ops", "")]
    public async Task Everybody_sees_what_they_may_call(string name, string expected)
    {
        await using var client = await ConnectAsync(name);
        var tools = client.ServerCapabilities.Tools is null ? [] : await client.ListToolsAsync(cancellationToken: Cancelled);
        Assert.Equal(expected, string.Join(", ", tools.Select(tool => tool.Name).Order()));
    }

    [Fact]
    public async Task Nobody_is_served_without_a_token()
    {
        using var http = new HttpClient();
        using var reply = await http.PostAsync(await server.UrlAsync(), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Cancelled);
        Assert.Equal(401, (int)reply.StatusCode);
        Assert.StartsWith("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT count(*) AS n FROM orders", "\"rows\":[[500]]")]
    [InlineData("SELECT id FROM orders", "\"isTruncated\":true")]
    [InlineData("WITH a AS (SELECT 1 AS one) SELECT one FROM a -- that is all", "\"rows\":[[1]]")]
    public async Task A_query_is_answered(string sql, string expected)
    {
        var (isError, text) = await QueryAsync(sql);
        Assert.False(isError, text);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM orders", "Only SELECT is allowed")]
    [InlineData("select 1; delete from orders", "exactly one SELECT statement")]
    [InlineData("SELECT 1; SELECT 2", "exactly one SELECT statement")]
    [InlineData("/* SELECT */ UPDATE orders SET total_cents = 0", "Only SELECT is allowed")]
    [InlineData("WITH x AS (SELECT 1) DELETE FROM orders", "Only SELECT is allowed")]
    [InlineData("ATTACH DATABASE '/tmp/x.db' AS x", "Only SELECT is allowed")]
    [InlineData("PRAGMA query_only = 0", "Only SELECT is allowed")]
    [InlineData("SELECT load_extension('x')", "not authorized to use function")]
    [InlineData("VACUUM INTO '/tmp/x.db'", "Only SELECT is allowed")]
    [InlineData("-- nothing", "exactly one SELECT statement")]
    [InlineData("SELEC 1", "syntax error")]
    public async Task What_is_no_query_is_refused_by_the_database_itself(string sql, string expected)
    {
        var (isError, text) = await QueryAsync(sql);
        Assert.True(isError, text);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_paid_back_once_and_only_when_the_user_says_so()
    {
        foreach (var (confirmed, expected) in new[] { (false, "was not paid back: the user did not confirm it."), (true, "were paid back to") })
        {
            await using var client = await ConnectAsync("grace", confirmed);
            Assert.Contains(expected, await RefundAsync(client), StringComparison.Ordinal);
        }

        await using var again = await ConnectAsync("grace", confirms: true);
        Assert.Contains("was paid back before", await RefundAsync(again), StringComparison.Ordinal);
        var (_, books) = await QueryAsync("SELECT order_id, refunded_by FROM refunds WHERE order_id = " + OrderToRefund);
        Assert.Contains($"[[{OrderToRefund},\"grace\"]]", books, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_may_not_pay_back_is_told_no_more_than_that_there_is_no_such_tool()
    {
        await using var client = await ConnectAsync("ada");
        var refused = await Assert.ThrowsAnyAsync<ModelContextProtocol.McpException>(() => RefundAsync(client));
        Assert.Contains("Unknown tool: refund_order", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_printed_once_and_kept_as_hashes()
    {
        await using var folder = new ProductionServer();
        await using (var first = await folder.StartedAsync())
        {
            Assert.Equal(3, Token().Count(first.Child.Error));
        }

        var kept = await File.ReadAllTextAsync(Path.Combine(folder.Folder, "development-tokens.json"), Cancelled);
        Assert.DoesNotContain("fl_", kept, StringComparison.Ordinal);
        await using var second = await HttpSample.StartAsync("Production", "--Production:Data", folder.Folder);
        Assert.Empty(Token().Matches(second.Child.Error));
    }

    [Fact]
    public async Task Every_call_is_in_the_audit_trail_which_shows_what_was_changed()
    {
        await using var folder = new ProductionServer();
        var started = await folder.StartedAsync();
        await using (var client = await ConnectAsync(started, "ada", confirms: false))
        {
            await client.CallToolAsync("list_tables", cancellationToken: Cancelled);
            await Assert.ThrowsAnyAsync<ModelContextProtocol.McpException>(() => RefundAsync(client));
        }

        // Told to stop, which loses nothing.
        using (var terminate = System.Diagnostics.Process.Start("kill", ["-TERM", $"{started.Child.Process.Id}"])) await terminate.WaitForExitAsync(Cancelled);
        await started.Child.Process.WaitForExitAsync(Cancelled);
        var trail = Path.Combine(folder.Folder, "audit.jsonl");
        var lines = await File.ReadAllTextAsync(trail, Cancelled);
        Assert.Contains("list_tables", lines, StringComparison.Ordinal);
        Assert.Contains("\"sub\":\"ada\"", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("arrived broken", lines, StringComparison.Ordinal);
        Assert.Equal(0, (await VerifyAsync(trail)).ExitCode);
        await File.WriteAllTextAsync(trail, lines.Replace("\"ada\"", "\"eve\"", StringComparison.Ordinal), Cancelled);
        Assert.NotEqual(0, (await VerifyAsync(trail)).ExitCode);
    }

    [Fact]
    public async Task Killed_right_behind_a_reply_the_server_leaves_a_trail_that_verifies_and_goes_on_with_it()
    {
        await using var folder = new ProductionServer();
        var trail = Path.Combine(folder.Folder, "audit.jsonl");
        string? token = null;
        for (var round = 0; round < 4; round++)
        {
            await using var started = await HttpSample.StartAsync("Production", "--Production:Data", folder.Folder);
            token ??= TokenOf(started, "ada");
            await using (var client = await ConnectAsync(started.Url, token, confirms: false))
            {
                await client.CallToolAsync("list_tables", cancellationToken: Cancelled);

                // SIGKILL: nothing of the process runs any more.
                started.Child.Process.Kill();
                await started.Child.Process.WaitForExitAsync(Cancelled);
            }

            var verified = await VerifyAsync(trail);
            Assert.True(verified.ExitCode == 0, verified.Output);
        }

        await File.WriteAllTextAsync(trail + ".head", "", Cancelled);
        Assert.NotEqual(0, (await VerifyAsync(trail)).ExitCode);
    }

    [Fact]
    public async Task Instances_that_start_at_once_in_a_new_folder_share_their_tokens()
    {
        await using var folder = new ProductionServer();
        var starting = Enumerable.Range(0, 2).Select(i => HttpSample.StartAsync(
            "Production", "--Production:Data", folder.Folder, "--Production:Audit", Path.Combine(folder.Folder, $"audit-{i}.jsonl")));
        var started = await Task.WhenAll(starting);
        try
        {
            var first = Assert.Single(started, static instance => Token().IsMatch(instance.Child.Error));
            foreach (var instance in started)
            {
                await using var client = await ConnectAsync(instance.Url, TokenOf(first, "ada"), confirms: false);
                Assert.Equal(3, (await client.ListToolsAsync(cancellationToken: Cancelled)).Count);
            }

            Assert.Equal(["development-tokens.json"], Directory.EnumerateFiles(folder.Folder, "development-tokens.json*").Select(Path.GetFileName));
        }
        finally
        {
            foreach (var instance in started) await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task Asking_how_a_server_is_makes_no_tokens()
    {
        await using var folder = new ProductionServer();
        var asked = await ChildProcess.RunAsync([.. Sample.CommandOf("Production"), "--health", "--port", $"{FreePort.Find()}", "--Production:Data", folder.Folder]);
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("does not answer", asked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fl_", asked.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Folder));
    }

    // One that the data have as delivered, the same on every machine.
    private const int OrderToRefund = 3;

    private static Task<(int ExitCode, string Output, string Error)> VerifyAsync(string trail) =>
        ChildProcess.RunAsync([.. Sample.CommandOf("Production"), "audit", "verify", trail]);

    private static async Task<string> RefundAsync(McpClient client)
    {
        var arguments = new Dictionary<string, object?> { ["order_id"] = OrderToRefund, ["reason"] = "arrived broken" };
        var result = await client.CallToolAsync("refund_order", arguments, cancellationToken: Cancelled);
        return Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
    }

    private async Task<(bool IsError, string Text)> QueryAsync(string sql)
    {
        await using var client = await ConnectAsync("ada");
        var result = await client.CallToolAsync("query_database", new Dictionary<string, object?> { ["sql"] = sql, ["max_rows"] = 3 }, cancellationToken: Cancelled);
        return (result.IsError == true, Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }

    private async Task<McpClient> ConnectAsync(string name, bool confirms = false) => await ConnectAsync(await server.StartedAsync(), name, confirms);

    private static Task<McpClient> ConnectAsync(HttpSample started, string name, bool confirms) => ConnectAsync(started.Url, TokenOf(started, name), confirms);

    private static string TokenOf(HttpSample started, string name) =>
        Token().Matches(started.Child.Error).Single(match => match.Groups["name"].Value == name).Groups["token"].Value;

    private static async Task<McpClient> ConnectAsync(Uri url, string token, bool confirms)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        });
        var options = new McpClientOptions { ProtocolVersion = "2026-07-28" };
        options.Handlers.ElicitationHandler = (_, _) => ValueTask.FromResult(new ElicitResult
        {
            Action = "accept",
            Content = new Dictionary<string, JsonElement> { ["confirm"] = JsonSerializer.SerializeToElement(confirms) },
        });
        return await McpClient.CreateAsync(transport, options, cancellationToken: Cancelled);
    }

    [GeneratedRegex(@"^  (?<name>\w+) .* (?<token>fl_[0-9a-f]{40})\r?$", RegexOptions.Multiline)]
    private static partial Regex Token();
}
