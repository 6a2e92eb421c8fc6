using System.CommandLine;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Completing;

/// <summary><c>fairlead completion</c>: a script that lets a shell complete commands, options and the names of configured servers.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or powershell." };

    public CompletionCommand() : base("completion", "Print a script with which a shell completes this program's command lines.")
    {
        _shell.AcceptOnlyFromAmong(Shells);
        Add(_shell);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("eval \"$(fairlead completion bash)\"", "In ~/.bashrc"),
        new("eval \"$(fairlead completion zsh)\"", "In ~/.zshrc, after compinit"),
        new("fairlead completion fish | source", "In ~/.config/fish/config.fish"),
        new("fairlead completion powershell | Out-String | Invoke-Expression", "In $PROFILE"),
    ];

    protected override async Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{arguments.GetValue(_shell)}")!);
        screen.Line((await script.ReadToEndAsync(cancellationToken)).TrimEnd());
        return ExitCode.Success;
    }
}
