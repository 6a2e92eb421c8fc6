using System.Reflection;
using System.Text.RegularExpressions;

namespace Fairlead.Docs.Tests;

/// <summary>A page of the documentation.</summary>
internal sealed partial class Page
{
    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(System.IO.Path.Combine(Root, path)).ReplaceLineEndings("\n");
    }

    public static string Root { get; } = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RepositoryRoot").Value!;

    public static IEnumerable<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => new Page(System.IO.Path.GetRelativePath(Root, path)))
            .OrderBy(page => page.Path, StringComparer.Ordinal),
    ];

    public string Path { get; }

    public string Text { get; }

    /// <summary>The fenced blocks of a language, each with the line it begins at.</summary>
    public IEnumerable<(int Line, string Code)> Blocks(string language) => Fence().Matches(Text)
        .Where(match => match.Groups["language"].Value == language)
        .Select(match => (Text.AsSpan(0, match.Index).Count('\n') + 2, match.Groups["code"].Value));

    /// <summary>The targets of links to files of the repository.</summary>
    public IEnumerable<string> Links() => Link().Matches(Text).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
