using System.Diagnostics;
using System.Globalization;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Running;

/// <summary>A server that was started here, and that ends with us.</summary>
internal sealed class ServerChild : IAsyncDisposable
{
    // Servers let calls in flight finish. Longer than this nobody waits who has just saved a file.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly bool _isPiped;

    private ServerChild(Process process, bool isPiped)
    {
        _process = process;
        _isPiped = isPiped;
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="target">What to start.</param>
    /// <param name="arguments">More arguments for it.</param>
    /// <param name="isPiped">Whether its input and output come here; else they are those of this process.</param>
    /// <exception cref="CliException">It cannot be started.</exception>
    public static ServerChild Start(ProcessTarget target, IReadOnlyList<string> arguments, bool isPiped)
    {
        var start = new ProcessStartInfo(target.Command, [.. target.Arguments, .. arguments])
        {
            RedirectStandardInput = isPiped,
            RedirectStandardOutput = isPiped,
            WorkingDirectory = target.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in target.Environment) start.Environment[name] = value;
        try
        {
            return new ServerChild(Process.Start(start)!, isPiped);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CliException(CommandLine.ExitCode.Unreachable, $"{target.Name} cannot be started: {exception.Message}", exception);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to end, and makes it where it does not.</summary>
    public async Task StopAsync()
    {
        CloseInput();
        if (_process.HasExited) return;
        if (!OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public void CloseInput()
    {
        if (!_isPiped) return;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }
}
