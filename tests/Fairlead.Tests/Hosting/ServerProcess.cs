using System.Diagnostics;

namespace Fairlead.Tests.Hosting;

/// <summary>A server as a process of its own, as clients and operators start it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public static ServerProcess Start(IReadOnlyList<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Fairlead.Tests.Server.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Reads stderr up to a line that holds a text, and gives that line.</summary>
    public async Task<string> SaysAsync(string text)
    {
        var said = "";
        while (await _process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
            said += line + "\n";
        }

        throw new EndOfStreamException($"The server never said '{text}', but:\n{said}");
    }

    /// <summary>Reads where the server listens.</summary>
    public async Task<Uri> ListensAsync() => new((await SaysAsync("http://")).Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(Cancelled);
    }

    /// <summary>Sends SIGKILL, and waits until the process is gone.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync(Cancelled);
    }

    /// <summary>Waits for the end of the process and gives its exit code and what was not read yet of stdout and stderr.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var error = _process.StandardError.ReadToEndAsync(Cancelled);
        var output = await _process.StandardOutput.ReadToEndAsync(Cancelled);
        await _process.WaitForExitAsync(Cancelled);
        return (_process.ExitCode, output, await error);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return default;
    }
}
