using System.Diagnostics;

namespace Fairlead.Cli.Tests;

/// <summary>What people see on a terminal: <c>script</c> gives the tool one.</summary>
public class TerminalTests
{
    [Fact]
    public async Task A_servers_question_is_asked_on_the_terminal()
    {
        var seen = await RunAsync($"call '{Tool.Everything}' test_elicitation message=Who", "y\rada\rada@example.com\r");
        Assert.Contains("Who", seen, StringComparison.Ordinal);
        Assert.Contains("\"username\":\"ada\"", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_declined_on_the_terminal_is_declined_at_the_server()
    {
        var seen = await RunAsync($"call '{Tool.Everything}' test_elicitation message=Who", "n\r");
        Assert.Contains("action=Decline", seen, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lists_come_in_colour()
    {
        var seen = await RunAsync($"list '{Tool.Greeter}'", "");
        Assert.Contains("\u001b[", seen, StringComparison.Ordinal);
        Assert.Contains("greet(name: string)", seen, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string line, string input)
    {
        var start = new ProcessStartInfo("script", ["-qec", $"{string.Join(' ', Tool.Command)} {line}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Sample.Root,
        };
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
