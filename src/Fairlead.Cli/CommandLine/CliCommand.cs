using System.CommandLine;
using System.CommandLine.Help;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.CommandLine;

/// <summary>A command of the program: its options, its examples, and what it does.</summary>
internal abstract class CliCommand : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, also on a terminal. In a pipe JSON is the default." };
    private readonly Option<bool> _text = new("--text") { Description = "Write text for people, also into a pipe." };

    protected CliCommand(string name, string description) : base(name, description)
    {
        Add(_json);
        Add(_text);
        Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_text)) result.AddError("--json and --text exclude each other.");
        });
        var help = new HelpOption();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, this);
        Add(help);
        SetAction(RunAsync);
    }

    /// <summary>Lines that a reader can copy, with what they do.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    protected abstract Task<int> RunAsync(ParseResult arguments, Screen screen, CancellationToken cancellationToken);

    private Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, Screen.Of(arguments.GetValue(_json), arguments.GetValue(_text)), cancellationToken);
}
