using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fairlead.Deploy.Tests;

/// <summary>Two instances behind the nginx that is shipped, which must look like one.</summary>
public sealed partial class ProxyTests(Deployment deployment) : IClassFixture<Deployment>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nginx_has_nothing_to_say_about_its_configuration()
    {
        var (code, said) = await deployment.Proxy.CheckAsync();
        Assert.Equal(0, code);
        Assert.DoesNotContain("warn", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_that_one_instance_sealed_is_opened_by_the_other()
    {
        await using var client = await deployment.ConnectAsync(Deployment.Refunder, "2026-07-28");
        for (var i = 0; i < 4; i++)
        {
            var (asked, done) = (await deployment.CountAsync("refund_order", "input_required"), await deployment.CountAsync("refund_order", "ok"));
            await RefundAsync(client);
            var asker = Changed(asked, await deployment.CountAsync("refund_order", "input_required"));
            var doer = Changed(done, await deployment.CountAsync("refund_order", "ok"));
            if (asker != doer) return;
        }

        Assert.Fail("Question and answer always came to the same instance.");
    }

    [Fact]
    public async Task A_session_stays_with_its_instance()
    {
        var asked = await deployment.CountAsync("refund_order", "input_required");
        await using var client = await deployment.ConnectAsync(Deployment.Refunder, "2025-11-25");
        Assert.NotNull(client.SessionId);
        for (var i = 0; i < 6; i++) Assert.NotEmpty(await client.ListToolsAsync(cancellationToken: Cancelled));
        await RefundAsync(client);
        Assert.Equal(asked, await deployment.CountAsync("refund_order", "input_required"));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/")]
    [InlineData("/mcp/../metrics")]
    public async Task What_is_for_operators_is_not_passed_on(string path) =>
        Assert.Equal(404, await deployment.StatusAsync(new Uri(deployment.Proxy.Url.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })));

    [Fact]
    public async Task What_a_client_says_of_its_address_is_not_believed()
    {
        Assert.Equal(200, (await deployment.CallAsync(Deployment.Reader, forwardedFor: "203.0.113.9")).Status);
        Assert.Equal("127.0.0.1", await AddressOfAsync(Deployment.Reader));

        // Without the proxy that takes it away it would be: the instances believe the proxy.
        Assert.Equal(200, (await deployment.CallAsync(Deployment.Watcher, deployment.Instances[0].Url, forwardedFor: "203.0.113.9")).Status);
        Assert.Equal("203.0.113.9", await AddressOfAsync(Deployment.Watcher, "203.0.113.9"));
    }

    private static int Changed(int[] before, int[] after) => Assert.Single(Enumerable.Range(0, before.Length), i => after[i] > before[i]);

    // Pays back an order that was not.
    private static async Task RefundAsync(McpClient client)
    {
        var orders = await client.CallToolAsync("search_orders", new Dictionary<string, object?> { ["status"] = "paid", ["limit"] = 1 }, cancellationToken: Cancelled);
        var order = int.Parse(Id().Match(Assert.IsType<TextContentBlock>(Assert.Single(orders.Content)).Text).Groups[1].Value, CultureInfo.InvariantCulture);
        var result = await client.CallToolAsync("refund_order", new Dictionary<string, object?> { ["order_id"] = order, ["reason"] = "broken" }, cancellationToken: Cancelled);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True(text.Contains("were paid back to", StringComparison.Ordinal), text);
    }

    // Records are written behind the calls.
    private async Task<string> AddressOfAsync(Person person, string? awaited = null)
    {
        while (true)
        {
            for (var i = 0; i < 2; i++)
            {
                using var stream = new FileStream(deployment.AuditFile(i), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(stream);
                while (await reader.ReadLineAsync(Cancelled) is { } line)
                {
                    if (!line.Contains($"\"sub\":\"{person.Name}\"", StringComparison.Ordinal) || !line.EndsWith('}')) continue;
                    using var record = JsonDocument.Parse(line);
                    var address = record.RootElement.GetProperty("address").GetString()!;
                    if (awaited is null || address == awaited) return address;
                }
            }

            await Task.Delay(20, Cancelled);
        }
    }

    [GeneratedRegex(@"""id"":(\d+)")]
    private static partial Regex Id();
}
