using System.Text.Json;
using Fairlead.Components;
using Fairlead.Doctor;
using Fairlead.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Tests.Doctor;

/// <summary>What <c>--doctor</c> says of a server.</summary>
public sealed class DoctorTests
{
    [Fact]
    public void A_server_of_one_s_own_machine_with_audit_has_nothing_that_must_be_put_right()
    {
        var app = McpApp.Create("test");
        app.Hosting.Transport = McpTransport.Http;
        app.Components.Add(HandMade.Greet());
        app.Audit.UseKey(new byte[32]).ToFile("audit.jsonl");
        Assert.DoesNotContain(Checks(app), check => check is "authentication" or "hosts" or "origins" or "tls" or "timeouts" or "audit" or "descriptions");
    }

    [Fact]
    public void What_is_open_to_everybody_is_told()
    {
        var app = McpApp.Create("test").AllowAnonymous();
        app.Hosting.Transport = McpTransport.Http;
        app.Hosting.Host = "*";
        app.Hosting.MetricsPort = 9464;
        app.Hosting.AllowedHosts.Add("*");
        app.Hosting.AllowedOrigins.Add("*");
        var findings = Examination.Of(app, []);
        Assert.Equal(["hosts", "origins", "authentication"], findings.Where(finding => finding.IsError).Select(finding => finding.Check));
        Assert.Contains(findings, finding => finding is { Check: "tls", IsError: false });
        Assert.Contains(findings, finding => finding is { Check: "metrics", IsError: false });
    }

    [Fact]
    public void What_nobody_checks_is_told()
    {
        var app = McpApp.Create("test");
        (app.Hosting.Transport, app.Hosting.Host) = (McpTransport.Http, "*");
        app.Authentication.AddJwt(options => (options.Authority, options.Audience, options.AllowPrivateAddresses) = ("https://login.example.com", "test", true));
        app.Components.Add(new Tool { Name = "anything", Description = "Takes anything.", InputSchema = """{"type":"object"}"""u8.ToArray(), Invoke = static _ => default });
        app.Components.Add(new Tool { Name = "nothing", Description = "Takes nothing.", InputSchema = """{"type":"object","additionalProperties":false}"""u8.ToArray(), Invoke = static _ => default });
        app.Components.Add(new Tool { Name = "something", Description = "Takes something.", InputSchema = """{"type":"object","properties":{"a":{"type":"string"}}}"""u8.ToArray(), Invoke = static _ => default });
        var findings = Examination.Of(app, []);
        Assert.Contains(findings, finding => finding is { Check: "addresses", IsError: false });
        Assert.EndsWith("before your code: anything.", Assert.Single(findings, finding => finding.Check == "validation").Problem, StringComparison.Ordinal);
        Assert.Single(findings, finding => finding.Check == "health");

        app.Services.AddHealthChecks().AddCheck("database", static () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy());
        Assert.DoesNotContain(Examination.Of(app, []), finding => finding.Check == "health");
    }

    [Fact]
    public void What_is_open_in_spite_of_tokens_not_limited_or_sealed_for_one_process_only_is_told()
    {
        var app = McpApp.Create("test");
        (app.Hosting.Transport, app.Hosting.Host) = (McpTransport.Http, "*");
        app.Authentication.AddTokens();
        app.Authorization.DefaultAccess = DefaultAccess.Anyone;
        app.Components.Add(new Tool { Name = "open", Description = "Open.", InputSchema = "{}"u8.ToArray(), Metadata = [new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute()], Invoke = static _ => default });
        app.Components.Add(new Tool { Name = "limited", Description = "Limited.", InputSchema = "{}"u8.ToArray(), Metadata = [new RateLimitAttribute(1)], Invoke = static _ => default });
        var findings = Examination.Of(app, []);
        Assert.Contains(findings, finding => finding is { Check: "anonymous", IsError: true });
        Assert.Contains(findings, finding => finding is { Check: "anonymous", Problem: "These answer everybody, also without a token: open." });
        Assert.Contains(findings, finding => finding is { Check: "limits", Problem: "Nothing limits how often these are called: open." });
        Assert.Contains(findings, finding => finding is { Check: "keys", IsError: false });

        app.Authorization.DefaultAccess = DefaultAccess.Nobody;
        app.RateLimit(600, per: "1m");
        app.Services.AddSingleton(new Fairlead.Security.McpKeyRing());
        Assert.DoesNotContain(Examination.Of(app, []), finding => finding is { Check: "limits" or "keys" } or { Check: "anonymous", IsError: true });
    }

    [Fact]
    public void What_may_run_for_ever_is_not_described_or_is_not_audited_is_told()
    {
        var app = McpApp.Create("test");
        app.Options.DefaultTimeout = Timeout.InfiniteTimeSpan;
        app.Components.Add(new Tool { Name = "endless", InputSchema = "{}"u8.ToArray(), Timeout = Timeout.InfiniteTimeSpan, Invoke = static _ => default });
        var findings = Examination.Of(app, []);
        Assert.Equal(2, findings.Count(finding => finding is { Check: "timeouts", IsError: true }));
        Assert.Contains(findings, finding => finding.Problem == "These may run for ever: endless.");
        Assert.Contains(findings, finding => finding.Check == "descriptions" && finding.Problem.Contains("endless", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Check == "audit" && finding.Remedy.Contains("ToFile", StringComparison.Ordinal));
        app.Audit.ToLogger();
        Assert.Contains(Examination.Of(app, []), finding => finding.Check == "audit" && finding.Remedy.Contains("UseKey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_in_files_are_told_by_name_only_and_the_exit_code_tells_of_errors()
    {
        var directory = Directory.CreateTempSubdirectory("fairlead-doctor-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, "appsettings.json"),
                """{"ConnectionStrings":{"Db":"Host=db;Password=hunter2"},"Shop":{"ApiKey":"k-123","Color":"red"},"Mcp":{"DefaultTimeout":"infinite"}}""",
                TestContext.Current.CancellationToken);
            await using var doctor = ServerProcess.Start(["--doctor", "--json"], new Dictionary<string, string> { ["DOTNET_CONTENTROOT"] = directory.FullName, ["Shop__Password"] = "from-the-environment" });
            var (code, output, error) = await doctor.EndAsync();
            Assert.Equal((1, ""), (code, error));
            using var json = JsonDocument.Parse(output);
            var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
            Assert.Equal("error", findings[0].GetProperty("severity").GetString());
            Assert.Equal(
                ["ConnectionStrings:Db in appsettings.json looks like a secret.", "Shop:ApiKey in appsettings.json looks like a secret."],
                findings.Where(finding => finding.GetProperty("check").GetString() == "secrets").Select(finding => finding.GetProperty("problem").GetString()));
            Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_errors_the_exit_code_is_0_and_people_get_text()
    {
        await using var doctor = ServerProcess.Start(["--doctor"]);
        var (code, output, error) = await doctor.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("look  audit: Nobody will be able to tell who called what\\.\n       app\\.Audit\\.ToFile", output);
        Assert.Matches("fixture 0\\.1\\.0: 0 errors, \\d+ to look at\\.\n$", output);
        await using var wrong = ServerProcess.Start(["--json"]);
        Assert.Equal((2, "", "fixture: --json belongs to --doctor.\n"), await wrong.EndAsync());
    }

    private static IEnumerable<string> Checks(McpApp app) => Examination.Of(app, []).Select(finding => finding.Check);
}
