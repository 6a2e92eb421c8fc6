using System.CommandLine.Completions;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Targets;

/// <summary>The servers of the current folder's configuration, for a shell that completes a command line.</summary>
internal static class ServerNames
{
    public static IEnumerable<CompletionItem> Suggest(CompletionContext context)
    {
        try
        {
            // Who looks at a list to choose from must see all of it.
            return [.. (McpConfig.Here()?.Names ?? []).Where(static name => name.Length > 0 && Plain.Line(name) == name).Select(static name => new CompletionItem(name))];
        }
        catch (CliException)
        {
            // A file that cannot be read is complained of when the command runs.
            return [];
        }
    }
}
