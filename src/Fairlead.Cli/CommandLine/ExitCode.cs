namespace Fairlead.Cli.CommandLine;

/// <summary>What the program's exit code says. They are part of its interface: docs/cli.md names them.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The server answered, and the answer is bad news: a tool's error, a drift, a finding.</summary>
    public const int BadNews = 1;

    /// <summary>The command line is wrong, or names what is not there.</summary>
    public const int Usage = 2;

    /// <summary>The server could not be reached or started, or does not speak MCP.</summary>
    public const int Unreachable = 3;

    /// <summary>The server wants another caller: no token, or one without the scope.</summary>
    public const int Denied = 4;

    /// <summary>A file could not be read or written.</summary>
    public const int File = 5;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells number it.</summary>
    public const int Interrupted = 130;
}
