using System.Diagnostics;

namespace Fairlead.Cli.Tests.Completing;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _bin = new();
    private readonly TemporaryFolder _folder = new();

    public CompletionTests() => Tool.PutInto(_bin);

    [Theory]
    [InlineData("ver", "verify")]
    [InlineData("ping --tr", "--transport")]
    [InlineData("ping --transport ", "auto http sse")]
    [InlineData("completion ", "bash fish powershell zsh")]
    [InlineData("ping git", "github gitlab")]
    [InlineData("nothing-like-this", "")]
    public async Task Bash_completes_commands_options_values_and_configured_servers(string typed, string expected)
    {
        _folder.File("mcp.json", """{"mcpServers":{"github":{"command":"a"},"gitlab":{"command":"b"}}}""");
        Assert.Equal(expected, Only(await BashAsync(typed), expected));
    }

    [Fact]
    public async Task A_name_from_a_file_of_others_is_never_run_and_inserted_quoted()
    {
        var mark = Path.Combine(_folder.Path, "mark");
        _folder.File("mcp.json", $$$"""{"mcpServers":{"x$(touch {{{mark}}})":{"command":"a"},"x\u001b[31m":{"command":"b"} } }""");
        Assert.Equal($@"x\$\(touch\ {mark}\)", await BashAsync("ping x"));
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_suggests_nothing()
    {
        _folder.File("mcp.json", "{broken");
        Assert.Equal("--json", await BashAsync("ping --js"));
    }

    [Fact]
    public async Task Zsh_completes()
    {
        // The completion system itself wants a terminal: what the function hands to it is looked at.
        const string Script = """
            compdef() { : }
            compadd() { print -l -- ${(P)2} }
            eval "$(fairlead completion zsh)"
            words=(fairlead ping --tr) CURRENT=3
            _fairlead
            """;
        Assert.Equal("--transport", (await RunAsync("zsh", "-f", "-c", Script)).Trim());
    }

    [Fact]
    public async Task Fish_completes()
    {
        const string Script = """
            fairlead completion fish | source
            complete --do-complete 'fairlead ping --tr'
            complete --do-complete 'fairlead verif'
            """;
        Assert.Equal("--transport\nverify\n", await RunAsync("fish", "--no-config", "-c", Script));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _fairlead fairlead")]
    [InlineData("zsh", "#compdef fairlead")]
    [InlineData("fish", "complete --command fairlead")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName fairlead")]
    public async Task Each_shell_has_its_script(string shell, string part)
    {
        Assert.Contains(part, (await Tool.RunAsync("completion", shell)).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shell_is_refused()
    {
        (await Tool.RunAsync("completion", "tcsh")).ShouldFail(2, "tcsh");
        Assert.Contains("eval \"$(fairlead completion bash)\"", (await Tool.RunAsync("completion", "--help")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bin.Dispose();
        _folder.Dispose();
    }

    // Where files and options of all commands are suggested too, those that are expected.
    private static string Only(string suggestions, string expected)
    {
        var words = expected.Split(' ');
        return string.Join(' ', suggestions.Split('\n').Where(word => !word.StartsWith("--", StringComparison.Ordinal) || words.Contains(word)));
    }

    private async Task<string> BashAsync(string typed)
    {
        const string Script = """
            eval "$(fairlead completion bash)"
            COMP_LINE="fairlead $1"
            COMP_POINT=${#COMP_LINE}
            read -r -a COMP_WORDS <<< "$COMP_LINE"
            [[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _fairlead
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        return (await RunAsync("bash", "--norc", "-c", Script, "bash", typed)).TrimEnd('\n');
    }

    private async Task<string> RunAsync(string shell, params string[] arguments)
    {
        var path = $"{_bin.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))), $"There is no {shell}.");
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = _folder.Path;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return await output;
    }
}
