using System.CommandLine.Parsing;
using Fairlead.Cli.CommandLine;

namespace Fairlead.Cli.Targets;

/// <summary>Which server is meant.</summary>
/// <param name="Name">What to call it.</param>
internal abstract record ServerTarget(string Name)
{
    /// <summary>Reads what the user wrote: a URL, a file, a folder, a configured name or a command line.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="keepsVariables">References to variables in a configuration stay references.</param>
    /// <exception cref="CliException">It is none of them.</exception>
    public static ServerTarget Read(string text, bool keepsVariables = false)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return new HttpTarget(text, url!, []);
        if (text.Contains("://", StringComparison.Ordinal) && !text.AsSpan().ContainsAny(' ', '\t')) throw CliException.Usage($"{text}: servers are reached by http:// or https://.");
        var (file, entry) = Split(text);
        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return McpConfig.Read(file, keepsVariables).Find(entry);
        if (Directory.Exists(text)) return ProjectTarget.OfFolder(text);
        if (File.Exists(text)) return OfFile(text);
        if (text.AsSpan().ContainsAny(' ', '\t')) return OfCommandLine(text);
        if (McpConfig.Here(keepsVariables) is { } here && here.Has(text)) return here.Find(text);
        if (ProcessTarget.IsOnPath(text)) return new ProcessTarget(text, text, [], [], null);
        throw CliException.Usage($"{text} is no URL, file, folder or command, and no mcp.json in this folder has a server of that name. A command with arguments is written in quotes: \"npx -y some-server\".");
    }

    private static (string File, string? Entry) Split(string text)
    {
        var hash = text.LastIndexOf('#');
        return hash < 0 ? (text, null) : (text[..hash], text[(hash + 1)..]);
    }

    private static ServerTarget OfFile(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSPROJ" or ".CS" => new ProjectTarget(Path.GetFileNameWithoutExtension(path), path),
        ".DLL" => new ProcessTarget(path, "dotnet", [path], [], null),
        _ => new ProcessTarget(path, Path.GetFullPath(path), [], [], null),
    };

    private static ProcessTarget OfCommandLine(string text)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(text)];
        return new ProcessTarget(text, words[0], words[1..], [], null);
    }
}
