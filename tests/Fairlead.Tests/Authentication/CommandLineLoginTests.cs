using System.Diagnostics;
using Fairlead.Testbed.Processes;
using Tool = Fairlead.Components.Tool;

namespace Fairlead.Tests.Authentication;

/// <summary>The command line logs in at a protected server with a browser, which here is a script that follows the redirects.</summary>
public sealed class CommandLineLoginTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("fairlead-");

    [Fact]
    public async Task A_login_gets_a_token_keeps_it_for_its_owner_and_takes_more_scopes_when_they_are_needed()
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Components.AddRange(Tool("read", "ops:read"), Tool("erase", "ops:erase"));
            app.Authentication.Scopes.Add("ops:read");
            app.Authentication.AddJwt(options =>
            {
                (options.Authority, options.Audience) = (issuer.Url, "orders");
                options.Audiences.Add(AuthorizationServer.Audience);
            });
        });

        Assert.Equal(4, (await RunAsync("call", server.Url, "read")).ExitCode);
        var (exitCode, output, error) = await RunAsync("call", server.Url, "read", "--text", "--login");
        Assert.True(exitCode == 0, error);
        Assert.Equal("ran read\n", output);
        Assert.Contains("Log in here: http", error, StringComparison.Ordinal);
        Assert.Single(issuer.Grants.Agreed);

        // Kept: no browser, no question, and nobody else's to read.
        (exitCode, output, error) = await RunAsync("call", server.Url, "read", "--text");
        Assert.True(exitCode == 0, error);
        Assert.Equal("ran read\n", output);
        Assert.Single(issuer.Grants.Agreed);
        var file = Assert.Single(_home.GetFiles("*.json", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullName));
        Assert.DoesNotContain("127.0.0.1", file.Name, StringComparison.Ordinal);

        (exitCode, output, error) = await RunAsync("call", server.Url, "erase", "--text", "--login");
        Assert.True(exitCode == 0, error);
        Assert.Equal("ran erase\n", output);
        Assert.Equal(2, issuer.Grants.Agreed.Count);

        await File.WriteAllTextAsync(file.FullName, "not what was kept", TestContext.Current.CancellationToken);
        Assert.Equal(4, (await RunAsync("call", server.Url, "read")).ExitCode);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string command, Uri server, params string[] arguments)
    {
        var browser = Path.Combine(_home.FullName, "browser");
        await File.WriteAllTextAsync(browser, "#!/bin/sh\nexec curl -sL -o /dev/null \"$1\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var tool = Path.Combine(Sample.Root, "src", "Fairlead.Cli", "bin", Sample.Metadata("Configuration"), "net10.0", "fairlead.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", tool, command, server.AbsoluteUri, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BROWSER"] = browser;
        start.Environment["HOME"] = _home.FullName;
        start.Environment.Remove("XDG_DATA_HOME");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static Tool Tool(string name, string scope) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = [new RequireScopeAttribute(scope)],
        Invoke = call =>
        {
            call.Result.SetText("ran " + name);
            return default;
        },
    };
}
