namespace Fairlead.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public async Task Our_server_passes_every_check_from_outside()
    {
        await using var server = await HttpSample.StartAsync("Greeter");
        var report = (await Tool.RunAsync("doctor", server.Url.ToString(), "--large")).ShouldSucceed().Json;
        Assert.DoesNotContain(report["findings"]!.AsArray(), static finding => (string?)finding!["severity"] == "error");
        foreach (var check in (string[])["origin", "host", "messages", "limits", "leaks"]) Assert.Contains(check, report["passed"]!.AsArray().Select(static passed => (string?)passed));
        Assert.InRange(report["sent"]!.AsArray().Count, 10, 30);
    }

    [Fact]
    public async Task A_bad_server_fails_every_check_from_outside()
    {
        await using var server = new BadServer();
        var run = await Tool.RunAsync("doctor", server.Url.ToString(), "--large");
        Assert.Equal(1, run.ExitCode);
        var errors = run.Json["findings"]!.AsArray().Where(static finding => (string?)finding!["severity"] == "error").Select(static finding => (string?)finding!["check"]).ToHashSet();
        foreach (var check in (string[])["origin", "host", "messages", "limits", "leaks", "definitions"]) Assert.Contains(check, errors);
    }

    [Fact]
    public async Task A_protected_server_is_looked_at_as_far_as_a_stranger_sees()
    {
        using var folder = new TemporaryFolder();
        await using var server = await HttpSample.StartAsync([.. Sample.CommandOf("Production"), "--transport", "http", "--port", "0", "--Production:Data", folder.Path]);
        var report = (await Tool.RunAsync("doctor", server.Url.ToString())).Json;
        Assert.Contains("authentication", report["passed"]!.AsArray().Select(static passed => (string?)passed));
        Assert.Contains(report["skipped"]!.AsArray(), static skipped => skipped!.ToString().Contains("--header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_are_looked_at_over_stdio()
    {
        var ours = (await Tool.RunAsync("doctor", Tool.Everything)).ShouldSucceed().Json;
        foreach (var check in (string[])["output", "messages", "leaks", "ending"]) Assert.Contains(check, ours["passed"]!.AsArray().Select(static passed => (string?)passed));
        Assert.Equal(0, (await Tool.RunAsync("doctor", Tool.SdkServer)).ExitCode);
        var chatty = await Tool.RunAsync("doctor", $"sh -c \"echo starting; exec {Tool.Greeter}\"");
        Assert.Equal(1, chatty.ExitCode);
        Assert.Contains(chatty.Json["findings"]!.AsArray(), static finding => (string?)finding!["check"] == "output");
    }

    [Fact]
    public async Task A_project_is_judged_from_inside()
    {
        var run = await Tool.RunAsync("doctor", Path.Combine("samples", "Greeter"), "--text");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("greeter 0.1.0: 0 errors", run.Output, StringComparison.Ordinal);
        (await Tool.RunAsync("doctor", Path.Combine("tests", "Fairlead.Cli.Tests.SdkServer"))).ShouldFail(2, "is not built on Fairlead");
    }

    [Fact]
    public async Task What_is_no_server_is_no_patient()
    {
        (await Tool.RunAsync("doctor", "http://127.0.0.1:1/mcp")).ShouldFail(3, "cannot be reached");
        (await Tool.RunAsync("doctor", "true now")).ShouldFail(3, "ended with exit code 0");
        await using var server = await HttpSample.StartAsync("Greeter");
        (await Tool.RunAsync("doctor", new Uri(server.Url, "/health").ToString())).ShouldFail(3, "is no MCP endpoint");
    }
}
