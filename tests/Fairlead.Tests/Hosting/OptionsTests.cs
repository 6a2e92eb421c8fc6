using Fairlead.Configuration;

namespace Fairlead.Tests.Hosting;

/// <summary>What configuration sets, and what it is told when it cannot.</summary>
public sealed class OptionsTests
{
    private static List<string> Bind(out McpApp app, params string[] args)
    {
        app = McpApp.Create("test", args);
        return SectionBinder.Bind(app, app.Configuration);
    }

    [Fact]
    public void Every_setting_is_bound()
    {
        var problems = Bind(
            out var app, "--transport", "HTTP", "--host=0.0.0.0", "--port", "0", "--path", "/x/mcp", "--allowed-hosts", "a.example, *.b.example",
            "--Mcp:AllowedOrigins:0", "https://a.example", "--Mcp:AllowedOrigins:1", "https://b.example", "--mcp:pagesize", "50", "--Mcp:StrictArguments", "true",
            "--Mcp:DefaultTimeout", "infinite", "--Mcp:DrainTimeout", "1.5s", "--Mcp:TimeToLive", "00:01:00", "--Mcp:CacheScope", "Public", "--Mcp:Limits:MaxMessageBytes", "2048",
            "--Mcp:Limits:MaxDepth", "8", "--Mcp:Limits:MaxArguments", "9", "--Mcp:Limits:MaxUriBytes", "64", "--Mcp:Limits:MaxResultBytes", "4096",
            "--Mcp:AnswerTimeout", "2m", "--Mcp:MaxRounds", "3", "--Mcp:SingleUseState", "true",
            "--Mcp:Limits:MaxConcurrentRequests", "7", "--Mcp:Limits:MaxConcurrentRequestsPerConnection", "6", "--Mcp:Limits:MaxConcurrentRequestsPerCaller", "5");
        Assert.Empty(problems);
        var (hosting, options) = (app.Hosting, app.Options);
        Assert.Equal((McpTransport.Http, "0.0.0.0", 0, "/x/mcp"), (hosting.Transport, hosting.Host, hosting.Port, hosting.Path));
        Assert.Equal(["a.example", "*.b.example"], hosting.AllowedHosts);
        Assert.Equal(["https://a.example", "https://b.example"], hosting.AllowedOrigins);
        Assert.Equal((50, true), (options.PageSize, options.StrictArguments));
        Assert.Equal((Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1.5), TimeSpan.FromMinutes(1)), (options.DefaultTimeout, options.DrainTimeout, options.TimeToLive));
        Assert.Equal(ModelContextProtocol.Protocol.CacheScope.Public, options.CacheScope);
        Assert.Equal((TimeSpan.FromMinutes(2), 3, true), (options.AnswerTimeout, options.MaxRounds, options.SingleUseState));
        var limits = options.Limits;
        Assert.Equal(
            (2048, 8, 9, 64, 4096, 7, 6, 5),
            (limits.MaxMessageBytes, limits.MaxDepth, limits.MaxArguments, limits.MaxUriBytes, limits.MaxResultBytes, limits.MaxConcurrentRequests, limits.MaxConcurrentRequestsPerConnection, limits.MaxConcurrentRequestsPerCaller));
    }

    [Theory]
    [InlineData("Mcp:Transport", "tcp", "stdio, http or sse")]
    [InlineData("Mcp:Stateless", "perhaps", "true or false")]
    [InlineData("Mcp:Sessions:IdleTimeout", "0s", "a duration such as 500ms, 30s, 5m, 1h or 00:00:30, from 1s to 24h")]
    [InlineData("Mcp:Sessions:MaxSessions", "0", "a whole number of 1 or more")]
    [InlineData("Mcp:Sessions:MaxSessionsPerCaller", "0", "a whole number of 1 or more")]
    [InlineData("Mcp:Limits:MaxSubscriptionsPerCaller", "many", "a whole number of 1 or more")]
    [InlineData("Mcp:Transport", "1", "stdio, http or sse")]
    [InlineData("Mcp:Host", "example.com", "localhost, an IP address, or * for all addresses")]
    [InlineData("Mcp:Port", "-1", "a whole number from 0 to 65535")]
    [InlineData("Mcp:Path", "mcp", "a path that begins with /, such as /mcp; /health and /metrics are taken")]
    [InlineData("Mcp:Path", "/Metrics/", "a path that begins with /, such as /mcp; /health and /metrics are taken")]
    [InlineData("Mcp:Path", "/health/live", "a path that begins with /, such as /mcp; /health and /metrics are taken")]
    [InlineData("Mcp:PageSize", "0", "a whole number from 1 to 10000")]
    [InlineData("Mcp:StrictArguments", "yes", "true or false")]
    [InlineData("Mcp:DefaultTimeout", "0s", "a duration such as 500ms, 30s, 5m, 1h or 00:00:30, or infinite")]
    [InlineData("Mcp:DrainTimeout", "10", "a duration such as 500ms, 30s, 5m, 1h or 00:00:30")]
    [InlineData("Mcp:CacheScope", "shared", "private or public")]
    [InlineData("Mcp:Limits:MaxMessageBytes", "1023", "a whole number of 1024 or more")]
    [InlineData("Mcp:Limits:MaxDepth", "513", "a whole number from 8 to 512")]
    public void A_wrong_value_is_told_with_its_key_and_what_it_must_be(string key, string value, string expected)
    {
        var problem = Assert.Single(Bind(out _, "--" + key, value));
        Assert.StartsWith($"{key} is '{value}': it must be {expected}.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_is_told_without_showing_it() => Assert.Equal(
        "Mcp:Keys is wrong: it must be keys of 32 random bytes in Base64, separated by commas, the newest first.", Assert.Single(Bind(out _, "--Mcp:Keys", "c2VjcmV0")));

    [Fact]
    public void Keys_are_shared_by_way_of_the_services()
    {
        Assert.Empty(Bind(out var app, "--Mcp:Keys", Convert.ToBase64String(new byte[32])));
        Assert.Single(app.Services, service => service.ServiceType == typeof(Fairlead.Security.McpKeyRing));
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(3, Bind(out _, "--port", "x", "--Mcp:Limits:MaxDept", "9", "--Mcp:Nonsense", "1").Count);

    [Theory]
    [InlineData("--Mcp:Nonsense", "Mcp:Nonsense is no setting.")]
    [InlineData("--Mcp:Limits:MaxDept", "Mcp:Limits:MaxDept is no setting. Did you mean Mcp:Limits:MaxDepth?")]
    public void A_key_that_is_not_known_is_told(string name, string expected) => Assert.Equal(expected, Assert.Single(Bind(out _, name, "1")));

    [Theory]
    [InlineData("--prot 1", "Unknown switch --prot. Did you mean --port? See --help.")]
    [InlineData("--xyzzyx 1", "Unknown switch --xyzzyx. See --help.")]
    [InlineData("-p 1", "Unknown switch -p. See --help.")]
    [InlineData("serve", "'serve' stands alone; write --switch value. See --help.")]
    [InlineData("--port", "--port needs a value: --port NUMBER.")]
    [InlineData("--port --host x", "--port needs a value: --port NUMBER.")]
    public void A_wrong_command_line_is_told(string line, string expected) => Assert.Equal(expected, CommandLine.Parse(line.Split(' ')).Problem);

    [Fact]
    public void Options_in_code_have_their_ranges()
    {
        var hosting = McpApp.Create("test").Hosting;
        Assert.Throws<ArgumentOutOfRangeException>(() => hosting.Port = 65_536);
        Assert.Throws<ArgumentException>(() => hosting.Host = "example.com");
        Assert.Throws<ArgumentException>(() => hosting.Path = "mcp");
    }

    [Fact]
    public void Code_decides_the_transport_unless_the_command_line_does()
    {
        Assert.Equal(McpTransport.Http, Transport(McpTransport.Http));
        Assert.Equal(McpTransport.Stdio, Transport(McpTransport.Http, "--transport", "stdio"));
        Assert.Equal(McpTransport.Http, Transport(null, "--transport", "http"));
    }

    // A host that nobody may listen on keeps the application from really starting.
    private static McpTransport Transport(McpTransport? inCode, params string[] args)
    {
        var app = McpApp.Create("test", [.. args, "--Mcp:Nonsense", "1"]);
        var before = Environment.ExitCode;
        Assert.True(app.RunAsync(inCode, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        Environment.ExitCode = before;
        return app.Hosting.Transport;
    }
}
