using System.Diagnostics;
using Fairlead.Generators.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Tests.Incremental;

public class CacheTests
{
    private const string Tools = """
        using Microsoft.Extensions.DependencyInjection;
        /// <summary>Tools.</summary>
        public class Tools
        {
            [McpTool(Description = "d")] public Answer Ask(Question question, Mode mode = Mode.Fast) => new(question.Text, mode);
            [McpResource("a://{id}")] public string Read(string id) => id;
        }
        public record Question(string Text, List<string> Hints);
        public record Booking(string Name, Mode Mode = Mode.Fast) { public int Seats { get; set; } = 2; }
        public record Answer(string Text, Mode Mode);
        public enum Mode { Fast, Slow }
        public static class Setup
        {
            public static string[] Names => ["Ann"];
            public static void Run(McpServerBuilder app)
            {
                app.Services.AddSingleton<Random>();
                app.Add<Tools>();
                app.AddFromAssembly();
                app.Tool("echo", (string text = "x") => text, "d");
                app.Prompt("book", async (McpContext mcp, [Complete(typeof(Setup), nameof(Names))] string name) => (await mcp.ElicitAsync<Booking>(name)).Value?.Name);
            }
        }
        """;

    [Fact]
    public void An_edit_elsewhere_makes_nothing_run_again()
    {
        var project = new Project(Tools, "public static class Elsewhere { public static int One() => 1; }");
        var driver = Project.CreateDriver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken);
        var elsewhere = project.Compilation.SyntaxTrees.Last();
        var edited = project.Compilation.ReplaceSyntaxTree(
            elsewhere, Project.Parse("public static class Elsewhere { public static int Two(int x) { System.Console.WriteLine(x); return 2; } }", elsewhere.FilePath));
        driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);

        var result = driver.GetRunResult().Results.Single();
        var outputs = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToList();
        Assert.Equal(11, outputs.Count);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        var models = result.TrackedSteps.Where(step => step.Key is FairleadGenerator.CallStep or FairleadGenerator.ClassStep or FairleadGenerator.ServiceStep or FairleadGenerator.TypeStep or FairleadGenerator.FormStep)
            .SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToList();
        Assert.NotEmpty(models);
        Assert.All(models, output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, output.Reason.ToString()));
    }

    [Fact]
    public void An_edit_of_one_tool_writes_its_class_only()
    {
        var project = new Project(Tools, "public class More { [McpTool(Description = \"d\")] public string More1() => \"\"; }");
        var driver = Project.CreateDriver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken);
        var tree = project.Compilation.SyntaxTrees.Last();
        var edited = project.Compilation.ReplaceSyntaxTree(tree, Project.Parse("public class More { [McpTool(Description = \"e\")] public string More1() => \"\"; }", tree.FilePath));
        driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);
        var changed = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Where(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)).ToList();
        Assert.Single(changed);
    }

    [Fact]
    public void A_context_added_elsewhere_changes_only_what_uses_its_types()
    {
        const string Others = """
            public class Others
            {
                [McpTool(Description = "d")] public Other Give(Other other) => other;
            }
            public record Other(string Text);
            """;
        var project = new Project(Tools, Others, "public static class Elsewhere;");
        var driver = Project.CreateDriver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken);
        var before = Sources(driver);
        var tree = project.Compilation.SyntaxTrees.Last();
        var context = Project.Parse("using System.Text.Json.Serialization; [JsonSerializable(typeof(Question))] public partial class Shop : JsonSerializerContext;", tree.FilePath);
        driver = driver.RunGenerators(project.Compilation.ReplaceSyntaxTree(tree, context), TestContext.Current.CancellationToken);

        // The class whose tool takes a question, and the question's own code; the other class, the calls and the other types stay.
        var after = Sources(driver);
        Assert.Equal(["Class.Tools", "Type.Question"], after.Except(before).Select(source => source.Key.Split('_')[0]).Order());
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason).ToList();
        Assert.Equal(before.Count - 2, reasons.Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.DoesNotContain(IncrementalStepRunReason.Unchanged, reasons);

        // And an edit beside the context makes nothing run again.
        var edited = Project.Parse(context.ToString() + " public class More;", tree.FilePath);
        driver = driver.RunGenerators(project.Compilation.ReplaceSyntaxTree(tree, edited), TestContext.Current.CancellationToken);
        Assert.All(
            driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static Dictionary<string, string> Sources(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    [Fact]
    public void Five_hundred_tools_take_little_time()
    {
        var classes = Enumerable.Range(0, 25).Select(number => $$"""
            /// <summary>Tools of group {{number}}.</summary>
            public class Group{{number}}
            {
                public record Item{{number}}(string Name, int Count, List<string> Tags);
            {{string.Join('\n', Enumerable.Range(0, 16).Select(tool => $$"""
                /// <summary>Does {{tool}}.</summary>
                /// <param name="path">The path.</param>
                [McpTool] public Item{{number}} Run{{tool}}(string path, [Range(1, 100)] int rows = 10, Item{{number}}? item = null, CancellationToken ct = default) => new(path, rows, []);
                """))}}
            }
            """);
        var calls = $$"""
            public static class Setup
            {
                public static void Run(McpServerBuilder app)
                {
                    app.AddFromAssembly();
            {{string.Join('\n', Enumerable.Range(0, 100).Select(tool => $$"""        app.Tool("call{{tool}}", (string path, int rows = {{tool}}) => path + rows, "d");"""))}}
                }
            }
            """;

        // The compiler is not compiled ahead of time here, as it is in the SDK: the first run is spent on that.
        Project.CreateDriver().RunGenerators(new Project([.. classes, calls]).Compilation, TestContext.Current.CancellationToken);
        var project = new Project([.. classes, calls]);
        var watch = Stopwatch.StartNew();
        var driver = Project.CreateDriver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken);
        watch.Stop();
        var timing = driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime;
        TestContext.Current.TestOutputHelper?.WriteLine($"500 tools: {timing.TotalMilliseconds:F0} ms in the generator, {watch.ElapsedMilliseconds} ms in all.");
        Assert.Empty(driver.GetRunResult().Diagnostics);
        Assert.True(driver.GetRunResult().GeneratedTrees.Length > 100);

        // Generous: the figure above is the measurement, this only finds a generator that has become quadratic.
        Assert.True(timing < TimeSpan.FromSeconds(20), $"{timing}");
    }
}
