using System.Diagnostics;

namespace SystemMonitor;

/// <summary>A program of the system that was run: never through a shell, its arguments as a list.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
internal sealed record SystemCommand(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program; when the call is cancelled or times out, the program is ended.</summary>
    public static async Task<SystemCommand> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        // All three streams are redirected: a child must not read the messages on our stdin or write among those on stdout.
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
