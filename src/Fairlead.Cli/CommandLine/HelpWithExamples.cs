using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Fairlead.Cli.CommandLine;

/// <summary>The library's help, and a command's examples under it.</summary>
internal sealed class HelpWithExamples(HelpAction help, CliCommand command) : SynchronousCommandLineAction
{
    // Help is for whoever does not know yet which arguments there are.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (command.Examples.Count == 0) return result;
        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
        {
            output.WriteLine($"  # {example.Purpose}");
            output.WriteLine($"  {example.CommandLine}");
        }

        output.WriteLine();
        return result;
    }
}
