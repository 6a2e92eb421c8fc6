using System.CommandLine;
using Fairlead.Cli.Auditing;
using Fairlead.Cli.Commands;
using Fairlead.Cli.Completing;
using Fairlead.Cli.Creating;
using Fairlead.Cli.Generating;
using Fairlead.Cli.Installing;
using Fairlead.Cli.Locking;
using Fairlead.Cli.Running;

namespace Fairlead.Cli.CommandLine;

/// <summary>The program with all its commands.</summary>
internal static class CliRoot
{
    public static RootCommand Create() => new("Works with every MCP server: looks into it, calls it, judges it, measures it, installs it.")
    {
        new ListCommand(),
        new CallCommand(),
        new ReadCommand(),
        new PromptCommand(),
        new CompleteCommand(),
        new PingCommand(),
        new ListenCommand(),
        new LogsCommand(),
        new InspectCommand(),
        new DoctorCommand(),
        new BenchCommand(),
        new NewCommand(),
        new RunCommand(),
        new Command("generate", "Generate code for a server.") { new GenerateClientCommand() },
        new LockCommand(),
        new VerifyCommand(),
        new InstallCommand(),
        new UninstallCommand(),
        new AuditGroup(),
        new CompletionCommand(),
    };
}
