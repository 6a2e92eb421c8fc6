using System.Runtime.CompilerServices;

namespace Fairlead.Generators.Tests.Diagnostics;

public class PageTests
{
    [Fact]
    public void Every_diagnostic_has_a_page_that_says_its_title_and_severity()
    {
        foreach (var rule in new ComponentAnalyzer().SupportedDiagnostics.Concat(new ArgumentFlowAnalyzer().SupportedDiagnostics))
        {
            var page = File.ReadAllText(Path.Combine(Folder(), $"{rule.Id}.md"));
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n\nSeverity: {rule.DefaultSeverity}\n", page, StringComparison.Ordinal);
            Assert.EndsWith($"/docs/diagnostics/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        }
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/diagnostics");
}
