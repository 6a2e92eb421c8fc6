using Fairlead.Cli.Targets;

namespace Fairlead.Cli.CommandLine;

/// <summary>An HTTP header as it is written on the command line.</summary>
internal static class HeaderText
{
    /// <exception cref="CliException">It is none.</exception>
    public static KeyValuePair<string, string> Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw CliException.Usage($"--header: write \"Name: value\", not \"{text}\".");
        return new(text[..colon].Trim(), EnvironmentText.Expand(text[(colon + 1)..].Trim(), "--header"));
    }
}
