using System.Diagnostics;

namespace Fairlead.Cli.Tests;

/// <summary>The tool, run as its users run it: as a process.</summary>
internal static class Tool
{
    /// <summary>The command line that starts the tool.</summary>
    public static string[] Command { get; } = ["dotnet", "exec", System.IO.Path.Combine(AppContext.BaseDirectory, "fairlead.dll")];

    /// <summary>The command line of the Everything sample, as one word for the tool.</summary>
    public static string Everything { get; } = string.Join(' ', Sample.CommandOf("Everything"));

    public static string Greeter { get; } = string.Join(' ', Sample.CommandOf("Greeter"));

    /// <summary>A server on the official C# SDK.</summary>
    public static string SdkServer { get; } = "dotnet " + System.IO.Path.Combine(Sample.Root, "tests", "Fairlead.Cli.Tests.SdkServer", "bin", Sample.Metadata("Configuration"), "net10.0", "Fairlead.Cli.Tests.SdkServer.dll");

    /// <summary>The command line of a server from npm.</summary>
    public static string Npm(string package, params string[] arguments) => string.Join(
        ' ', ["node", System.IO.Path.Combine(Sample.Root, "tests", "clients", "node_modules", package, "dist", "index.js"), .. arguments]);

    public static Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(new ToolOptions(), arguments);

    public static async Task<ToolRun> RunAsync(ToolOptions options, params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.Folder ?? Sample.Root,
        };
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(options.Input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
