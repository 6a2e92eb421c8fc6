using System.Text.Json;
using Fairlead.Generators.Tests.Compiling;

namespace Fairlead.Docs.Tests;

/// <summary>What the pages show is true: programs compile, JSON is JSON, links lead somewhere.</summary>
public class PageTests
{
    // What <ImplicitUsings> brings to a web project.
    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Logging;
        """;

    public static TheoryData<string, int> Programs => Blocks("csharp");

    public static TheoryData<string, int> Json => Blocks("json");

    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_compiles_and_the_generator_has_nothing_to_say(string path, int line)
    {
        var project = new Project(WebUsings, CodeAt(path, line, "csharp"));
        Assert.DoesNotContain(await project.AnalyzeAsync(), diagnostic => !diagnostic.StartsWith("FAIR003", StringComparison.Ordinal));
        project.Generate();
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void Json_is_json(string path, int line) => JsonDocument.Parse(CodeAt(path, line, "json")).Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string path)
    {
        var page = Page.All.Single(one => one.Path == path);
        var folder = Path.GetDirectoryName(Path.Combine(Page.Root, path))!;
        Assert.All(page.Links(), target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{path} links to {target}"));
    }

    [Fact]
    public void The_readme_begins_with_the_greeter() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Page.Root, "samples", "Greeter", "Program.cs")).ReplaceLineEndings("\n"), Page.All.Single(page => page.Path == "README.md").Blocks("csharp").First().Code);

    private static TheoryData<string, int> Blocks(string language)
    {
        var data = new TheoryData<string, int>();
        foreach (var page in Page.All.Where(page => !page.Path.Contains("diagnostics", StringComparison.Ordinal)))
        {
            foreach (var (line, _) in page.Blocks(language)) data.Add(page.Path, line);
        }

        return data;
    }

    private static string CodeAt(string path, int line, string language) =>
        Page.All.Single(page => page.Path == path).Blocks(language).Single(block => block.Line == line).Code;
}
