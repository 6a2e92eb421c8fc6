using System.Text.RegularExpressions;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Generating;

namespace Fairlead.Cli.Creating;

/// <summary>A name for folders, projects and the server, and the namespace that goes with it.</summary>
internal sealed partial class ProjectName
{
    private ProjectName(string text)
    {
        Text = text;
        // What "dotnet new" calls safe_namespace.
        Namespace = DigitFirst().Replace(text.Replace('-', '_'), "_$0");
    }

    public string Text { get; }

    public string Namespace { get; }

    /// <exception cref="CliException">It would be no name of a project.</exception>
    public static ProjectName Read(string text)
    {
        if (!Valid().IsMatch(text)) throw CliException.Usage($"\"{text}\" is no name for a server: write up to 100 letters, digits, hyphens, underscores and dots, with a letter first and no dot before a dot or at the end.");
        if (text.Split('.').FirstOrDefault(CSharpWords.IsKeyword) is { } word) throw CliException.Usage($"\"{text}\" is no name for a server: {word} is a word of C#, and the namespace has the server's name.");
        // A project of the same name as a package that it installs cannot be restored.
        if (text.Equals("Fairlead", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Fairlead.", StringComparison.OrdinalIgnoreCase)) throw CliException.Usage($"\"{text}\" is no name for a server: packages of that name are what it is made with.");
        return new ProjectName(text);
    }

    // ASCII only: the name becomes a file, a package, an HTTP header and a C# namespace.
    [GeneratedRegex(@"^(?=.{1,100}\z)[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_][A-Za-z0-9_-]*)*\z", RegexOptions.None, 1000)]
    private static partial Regex Valid();

    [GeneratedRegex(@"(?<=\.)[0-9]", RegexOptions.None, 1000)]
    private static partial Regex DigitFirst();
}
