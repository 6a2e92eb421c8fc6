using System.Text.RegularExpressions;

namespace Fairlead.Cli.Tests.Generating;

/// <summary>Clients that were generated, compiled and called.</summary>
public sealed partial class GenerateTests(GeneratedClients clients) : IClassFixture<GeneratedClients>
{
    [Fact]
    public async Task Tools_of_every_server_are_called()
    {
        Assert.Equal("42\n", await clients.RunAsync("sdk", Tool.SdkServer));
        Assert.Contains("42", await clients.RunAsync("npm", Tool.Npm("@modelcontextprotocol/server-everything", "stdio")), StringComparison.Ordinal);
        Assert.Equal("Hello, Ada!\n", await clients.RunAsync("greet", Tool.Everything));
    }

    [Fact]
    public async Task Structured_results_are_typed()
    {
        Assert.NotEmpty((await clients.RunAsync("npm-structured", Tool.Npm("@modelcontextprotocol/server-everything", "stdio"))).Trim());
        Assert.Equal("/\n", await clients.RunAsync("disk", string.Join(' ', Sample.CommandOf("SystemMonitor"))));
    }

    [Fact]
    public async Task Prompts_are_methods() => Assert.Contains("arg1='a', arg2='b'", await clients.RunAsync("prompt", Tool.Everything), StringComparison.Ordinal);

    [Fact]
    public async Task A_tools_error_is_an_exception_with_its_words() =>
        Assert.Equal("test_error_handling: This tool intentionally returns an error for testing\n", await clients.RunAsync("error", Tool.Everything));

    [Fact]
    public async Task Names_and_descriptions_stay_names_and_descriptions()
    {
        // It compiled; and no line of it begins with what a description brought.
        var code = clients.Code("Hostile");
        Assert.DoesNotMatch(BrokenOut(), code);
        Assert.DoesNotContain(code, static character => character is '\u2028' or '\u2029' or '\u0085' or '\u202E' or '\0' or '\r');
        Assert.Equal("XClass True 2 2026 17 a keyword leaf True\n", await clients.RunAsync("hostile", GeneratedClients.Hostile));
    }

    [GeneratedRegex(@"^\s*(class Evil|public class Evil|#e|\*/)", RegexOptions.Multiline)]
    private static partial Regex BrokenOut();
}
