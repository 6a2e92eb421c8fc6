using System.Text.RegularExpressions;

namespace Fairlead.Docs.Tests;

/// <summary>Each promise of the page on security has tests that attack it.</summary>
public sealed partial class SecurityPageTests
{
    public static TheoryData<string> Rows =>
        [.. Page.All.Single(page => page.Path == Path.Combine("docs", "security.md")).Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_threat_names_test_classes_that_exist(string row)
    {
        var cells = row.Trim('|', ' ').Split('|');
        Assert.Equal(4, cells.Length);
        var tests = TestClass().Matches(cells[3]);
        Assert.NotEmpty(tests);
        Assert.All(tests, test =>
        {
            var file = Path.Combine(Page.Root, "docs", test.Groups["file"].Value);
            Assert.True(File.Exists(file), file);
            var code = File.ReadAllText(file);
            Assert.Matches($@"\bclass {test.Groups["name"].Value}\b", code);
            Assert.Matches(@"\[(Fact|Theory)", code);
        });
    }

    [GeneratedRegex(@"\[(?<name>\w+)\]\((?<file>\.\./tests/[^)]+)\)")]
    private static partial Regex TestClass();
}
