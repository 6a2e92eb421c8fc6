using System.Text;

namespace Fairlead.Cli.Tests;

/// <summary>
/// The terminal sessions of docs/cli: each line after <c>$</c> is run in a shell, and says what the page shows.
/// With <c>FAIRLEAD_RECORD=1</c> the pages are written anew instead.
/// </summary>
public class RecordedSessionTests
{
    private static readonly string Pages = Path.Combine(Sample.Root, "docs", "cli");

    public static TheoryData<string> AllPages => [.. Directory.GetFiles(Pages, "*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task A_session_says_what_its_page_shows(string page)
    {
        var path = Path.Combine(Pages, page);
        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await using var shell = await SessionShell.StartAsync();
        var seen = new StringBuilder();
        string? fence = null;
        var inOutput = false;
        foreach (var line in written.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line : null;
                inOutput = false;
                seen.Append(line).Append('\n');
            }
            else if (fence == "```console" && line.StartsWith("$ ", StringComparison.Ordinal))
            {
                inOutput = true;
                seen.Append(line).Append('\n').Append(await shell.RunAsync(line[2..]));
            }
            else if (!inOutput)
            {
                seen.Append(line).Append('\n');
            }
        }

        seen.Length--;
        if (Environment.GetEnvironmentVariable("FAIRLEAD_RECORD") == "1") await File.WriteAllTextAsync(path, seen.ToString(), TestContext.Current.CancellationToken);
        else if (page == "bench.md") Assert.Equal(SessionShell.WithoutFigures(written), SessionShell.WithoutFigures(seen.ToString()));
        else Assert.Equal(SessionShell.WithoutAccidents(written), SessionShell.WithoutAccidents(seen.ToString()));
    }
}
