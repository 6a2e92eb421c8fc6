using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Bench.Soak;

/// <summary>The main sample as a process, with a data folder of its own and two people who know it.</summary>
internal sealed class Server : IDisposable
{
    private static readonly string Program = typeof(Server).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Server").Value!;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fairlead-soak-");
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _complaints = [];
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="callsPerMinute">How many calls each caller has.</param>
    public Server(int callsPerMinute)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--port", "0", "--Production:Data", _data.FullName, "--Production:CallsPerMinute", callsPerMinute.ToString(CultureInfo.InvariantCulture), .. Settings(0, "ada", Reader, "orders:read"), .. Settings(1, "grace", Refunder, "orders:read", "orders:refund")])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("The server did not start."));
        _process.EnableRaisingEvents = true;
        _process.BeginErrorReadLine();
    }

    public string Reader { get; } = Token();

    public string Refunder { get; } = Token();

    public Task<Uri> Listening => _listening.Task;

    /// <summary>Warnings and errors in its log.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints) return [.. _complaints];
        }
    }

    /// <summary>The lines of its audit trail, older files included.</summary>
    public IEnumerable<string> Trail => _data.EnumerateFiles("audit*.jsonl").SelectMany(file => File.ReadLines(file.FullName));

    /// <summary>Memory in use, in bytes.</summary>
    public long Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>Ends it by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Verifies its audit trail, as an operator does.</summary>
    public async Task<(int Code, string Said)> VerifyAsync()
    {
        using var verify = Process.Start(new ProcessStartInfo("dotnet", [Program, "audit", "verify", Path.Combine(_data.FullName, "audit.jsonl")])
        {
            RedirectStandardOutput = true,
            Environment = { ["MCP__TOKENS__0__SUBJECT"] = "nobody", ["Production__Data"] = _data.FullName },
        })!;
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return (verify.ExitCode, said.Trim());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static string Token() => "fl_" + RandomNumberGenerator.GetHexString(40, lowercase: true);

    private static IEnumerable<string> Settings(int number, string name, string token, params string[] scopes) =>
    [
        $"--Mcp:Tokens:{number}:Hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        $"--Mcp:Tokens:{number}:Subject", name,
        .. scopes.SelectMany((scope, i) => (string[])[$"--Mcp:Tokens:{number}:Scopes:{i}", scope]),
    ];

    private void Take(string? line)
    {
        if (line is null) return;
        if (line.StartsWith("orders ", StringComparison.Ordinal) && line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } url) _listening.TrySetResult(new(url));
        if (!line.Contains(" warn ", StringComparison.Ordinal) && !line.Contains(" fail ", StringComparison.Ordinal) && !line.Contains(" crit ", StringComparison.Ordinal)) return;
        lock (_complaints) _complaints.Add(line);
    }
}
