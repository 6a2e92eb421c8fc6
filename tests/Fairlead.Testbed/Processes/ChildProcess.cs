using System.Diagnostics;
using System.Text;
using Xunit;

namespace Fairlead.Testbed.Processes;

/// <summary>A process that a test started and ends.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StringBuilder _error = new();
    private bool _isDisposed;

    private ChildProcess(Process process) => Process = process;

    public Process Process { get; }

    public Stream Input => Process.StandardInput.BaseStream;

    public StreamReader Output => Process.StandardOutput;

    /// <summary>What the process has written to its standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    public static ChildProcess Start(params IReadOnlyList<string> command) => Start(command, onErrorLine: null);

    public static ChildProcess Start(IReadOnlyList<string> command, Action<string>? onErrorLine)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        var child = new ChildProcess(process);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (child._error) child._error.AppendLine(line.Data);
            onErrorLine?.Invoke(line.Data);
        };
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params IReadOnlyList<string> command)
    {
        await using var child = Start(command);
        child.Process.StandardInput.Close();
        var output = await child.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (child.Process.ExitCode, output, child.Error);
    }

    /// <summary>Closes the input and waits for the end.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        Process.StandardInput.Close();
        var output = await Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (Process.ExitCode, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}
