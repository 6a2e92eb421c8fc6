using System.Net;
using System.Net.Sockets;
using System.Text;
using Fairlead.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Outgoing;

/// <summary>Attacks on the client that goes where others have sent the server.</summary>
public sealed class GuardedHttpClientTests
{
    private static readonly GuardedHttpOptions Strict = new() { Option = "X.Allow", Timeout = TimeSpan.FromSeconds(10), MaxReplyBytes = 1000 };
    private static readonly GuardedHttpOptions OnThisMachine = Strict with { AllowsLoopback = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<string> RefusalAsync(GuardedHttpOptions options, string url, Network? network = null)
    {
        using var client = GuardedHttpClient.Create(options, network);
        var exception = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(url), Cancelled));
        return (exception as RefusedAddressException ?? Assert.IsType<RefusedAddressException>(exception.InnerException)).Message;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.01")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    public async Task No_form_of_a_host_leads_to_this_machine(string host)
    {
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        await RefusalAsync(Strict, $"https://{host}:{((IPEndPoint)listener.LocalEndPoint!).Port}/");
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Theory]
    [InlineData("https://10.1.2.3/", "10.1.2.3 is a private address (RFC 1918): nothing is sent there unless X.Allow = true.")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address (RFC 3927): nothing is sent there.")]
    [InlineData("https://[64:ff9b::a00:1]/", "64:ff9b::a00:1 is a private address (RFC 1918): nothing is sent there unless X.Allow = true.")]
    [InlineData("http://1.1.1.1/", "http://1.1.1.1 is not https: what is sent there could be read and changed on its way.")]
    public async Task A_refusal_says_what_to_write(string url, string expected) => Assert.Equal(expected, await RefusalAsync(Strict, url, new FakeNetwork()));

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_even_where_it_also_leads_outside()
    {
        var network = new FakeNetwork(["1.1.1.1", "10.0.0.5"]);
        Assert.Equal("login.example.com leads to 10.0.0.5, a private address (RFC 1918): nothing is sent there unless X.Allow = true.", await RefusalAsync(Strict, "https://login.example.com/", network));
        Assert.Empty(network.Reached);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_was_judged_is_connected_to()
    {
        // The attacker's name server answers with a public address first, and from then on with one inside.
        var network = new FakeNetwork(["1.1.1.1"], ["169.254.169.254"]);
        using (var client = GuardedHttpClient.Create(Strict, network))
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://rebind.example.com/"), Cancelled));
            Assert.Equal((1, "1.1.1.1:443"), (network.Asked, Assert.Single(network.Reached)));
        }

        Assert.Contains("leads to 169.254.169.254", await RefusalAsync(Strict, "https://rebind.example.com/", network), StringComparison.Ordinal);
        Assert.Single(network.Reached);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_leaves_the_others()
    {
        var network = new FakeNetwork(["2606:4700::1", "1.1.1.1"]);
        using var client = GuardedHttpClient.Create(Strict, network);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://login.example.com/"), Cancelled));
        Assert.Equal(["[2606:4700::1]:443", "1.1.1.1:443"], network.Reached);
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("fd12::1", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("224.0.0.1", false)]
    public async Task The_option_opens_private_networks_and_nothing_else(string address, bool isReached)
    {
        var network = new FakeNetwork([address]);
        using var client = GuardedHttpClient.Create(Strict with { AllowsPrivateAddresses = true }, network);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://login.corp.example/"), Cancelled));
        Assert.Equal(isReached, network.Reached.Count == 1);
    }

    [Fact]
    public async Task Where_loopback_was_written_private_addresses_stay_closed_and_http_goes_nowhere_else()
    {
        Assert.Contains("X.Allow = true", await RefusalAsync(OnThisMachine, "https://10.0.0.5/", new FakeNetwork()), StringComparison.Ordinal);
        Assert.Contains("is not https", await RefusalAsync(OnThisMachine, "http://login.example.com/", new FakeNetwork(["127.0.0.1"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var asked = new List<string>();
        await using var server = await ServeAsync(context =>
        {
            asked.Add(context.Request.Path);
            context.Response.Redirect("/inside");
            return Task.CompletedTask;
        });
        using var client = GuardedHttpClient.Create(OnThisMachine);
        using var reply = await client.GetAsync(new Uri(server.Urls.First() + "/outside"), Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.Equal(["/outside"], asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_that_is_too_long_is_not_taken(bool saysSo)
    {
        await using var server = await ServeAsync(async context =>
        {
            if (saysSo) context.Response.ContentLength = 1001;
            await context.Response.Body.WriteAsync(new byte[1001], context.RequestAborted);
        });
        using var client = GuardedHttpClient.Create(OnThisMachine);
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Urls.First()), Cancelled));
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, refused.HttpRequestError);
    }

    [Fact]
    public async Task Compressed_bytes_are_not_inflated()
    {
        await using var server = await ServeAsync(async context =>
        {
            Assert.Equal(0, context.Request.Headers.AcceptEncoding.Count);
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.WriteAsync("not looked into");
        });
        using var client = GuardedHttpClient.Create(OnThisMachine);
        Assert.Equal("not looked into", await client.GetStringAsync(new Uri(server.Urls.First()), Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow")]
    public async Task A_reply_that_does_not_end_is_not_waited_for(string beginning)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptSocketAsync(Cancelled);
        using var client = GuardedHttpClient.Create(OnThisMachine with { Timeout = TimeSpan.FromMilliseconds(200) });
        var asking = client.GetAsync(new Uri($"http://{listener.LocalEndpoint}/"), Cancelled);
        using var connection = await accepting;
        await connection.SendAsync(Encoding.ASCII.GetBytes(beginning), Cancelled);
        var late = await Assert.ThrowsAsync<TaskCanceledException>(() => asking);
        Assert.IsType<TimeoutException>(late.InnerException);
    }

    [Fact]
    public async Task A_proxy_that_was_named_is_gone_through_wherever_it_is_and_addresses_are_judged_all_the_same()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Strict with { Proxy = new($"http://user:p%40ss@{listener.LocalEndpoint}") };
        foreach (var address in new[] { "10.0.0.5", "169.254.169.254", "[::ffff:127.0.0.1]" }) await RefusalAsync(options, $"https://{address}/");
        Assert.False(listener.Pending());
        using var client = GuardedHttpClient.Create(options);
        var asking = client.GetAsync(new Uri("https://login.example.com/"), Cancelled);
        var asked = await AnswerAsync(listener, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("CONNECT login.example.com:443 HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        asked = await AnswerAsync(listener, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("user:p@ss"u8), asked, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asking);
    }

    [Fact]
    public void No_proxy_of_the_environment_is_used()
    {
        using var handler = GuardedHttpClient.CreateHandler(Strict, Network.Real);
        Assert.False(handler.UseProxy);
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var connection = await listener.AcceptSocketAsync(Cancelled);
        var asked = new StringBuilder();
        var buffer = new byte[1024];
        while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await connection.ReceiveAsync(buffer, Cancelled);
            Assert.NotEqual(0, count);
            asked.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        await connection.SendAsync(Encoding.ASCII.GetBytes(answer), Cancelled);
        return asked.ToString();
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancelled);
        return app;
    }
}
