using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Fairlead.Testing.Wires;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Running;

/// <summary>A server that is a program, one for each client, spoken to over its standard streams.</summary>
internal sealed class ProgramServer(IReadOnlyList<string> command, TimeSpan patience) : RunningServer
{
    private readonly ConcurrentBag<Process> _programs = [];

    public override string Description => $"with {string.Join(' ', command)}";

    public override Wire Connect(McpTestOptions options)
    {
        if (options.Caller is not null) throw new InvalidOperationException("Who calls a program over stdio its environment says, so that a test cannot say it with As(…). Start it by a command that sets MCP__CALLER__SUBJECT and its siblings.");
        if (options.Time is not null) throw new InvalidOperationException("A program has its own clock.");
        var program = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        _programs.Add(program);
        program.ErrorDataReceived += (_, line) =>
        {
            // What the levels of its lines are only the program knows; a failed test shows them all.
            if (line.Data is { Length: > 0 } text) Keep(new(LogLevel.Warning, "stderr", text));
        };
        program.BeginErrorReadLine();
        return new LineWire(program.StandardInput.BaseStream, program.StandardOutput.BaseStream, () => EndAsync(program), () => program.WaitForExitAsync());
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
            program.Dispose();
        }

        return default;
    }

    // A server ends when its input does; one that does not is ended.
    private async ValueTask EndAsync(Process program)
    {
        try
        {
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and left unread what was still to be written.
        }

        using var time = new CancellationTokenSource(patience);
        try
        {
            await program.WaitForExitAsync(time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
        }
    }
}
