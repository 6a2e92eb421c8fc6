using System.CommandLine;
using System.Reflection;
using System.Text;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using ModelContextProtocol;

namespace Fairlead.Cli;

internal static class Program
{
    public static string Version { get; } = typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var parse = CliRoot.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }); // @file is an argument's value here
        if (parse.Action is not System.CommandLine.Invocation.ParseErrorAction)
        {
            try
            {
                // Whoever has started a server gives it time to end.
                return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
            }
            catch (CliException exception)
            {
                return Complain(exception.Message, exception.ExitCode);
            }
            catch (McpProtocolException exception)
            {
                return Complain($"The server refused: {Plain.Line(ServerMessage.Of(exception))} ({(int)exception.ErrorCode})", ExitCode.BadNews);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        }

        return Complain($"{string.Join(' ', parse.Errors.Select(static error => OneLine(error.Message)))} See: {CommandPath(parse)} --help", ExitCode.Usage);
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string CommandPath(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var result = parse.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult) names.Push(result.Command.Name);
        names.Pop();
        return string.Join(' ', names.Prepend("fairlead"));
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"fairlead: {message}");
        return exitCode;
    }
}
