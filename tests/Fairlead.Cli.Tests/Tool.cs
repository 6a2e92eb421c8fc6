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

    /// <summary>Makes the tool a program of its name in a folder, for a shell's path.</summary>
    public static void PutInto(TemporaryFolder folder)
    {
        var tool = folder.File("fairlead", $"#!/bin/sh\nexec {Command[0]} {Command[1]} '{Command[2]}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(new ToolOptions(), arguments);

    public static Task<ToolRun> RunAsync(ToolOptions options, params string[] arguments) => ToolRun.OfAsync(options, [.. Command, .. arguments]);
}
