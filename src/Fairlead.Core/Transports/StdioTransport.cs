using Fairlead.Engine;

namespace Fairlead.Transports;

/// <summary>Serves the process's standard streams. Stdout carries messages and nothing else.</summary>
internal static class StdioTransport
{
    /// <summary>Serves until stdin ends or the token is signalled.</summary>
    public static async Task RunAsync(McpServer server, CancellationToken stop)
    {
        using var input = new StandardInput();
        using var output = Console.OpenStandardOutput();

        // From here on Console.WriteLine in a tool goes to stderr, and Console.ReadLine cannot take messages away.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        using var transport = new LineTransport(server, input.Reader, output, "stdio", server.ConversationCaller);
        input.Start();
        await transport.RunAsync(stop).ConfigureAwait(false);
    }
}
