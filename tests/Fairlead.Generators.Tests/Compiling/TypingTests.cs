using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Tests.Compiling;

/// <summary>Code as it is while somebody types it: cut off anywhere.</summary>
public class TypingTests
{
    private const string Source = """"
        using System.Text.Json.Serialization;
        /// <summary>Tools.
        public class Tools(Random random) : IDisposable
        {
            /// <summary>Runs <see cref="Nothing"/>.</summary><param name="x">X
            [McpTool("run", Timeout = "1s", Tags = ["a"]), McpIcon("https://a")] [return: Media("image/png")]
            public async Task<Answer<int>?> Run([Range(1, 2), McpHeader("A")] int x, Question q, Missing m, [AllowedValues("a", null)] string? s = "\u2028", params string[] rest) => null;
            [McpResource("a://{x}{?y*}")] public string Read(int x, List<string>? y = null) => "";
            [McpPrompt] public static IEnumerable<string> Ask(Mode mode = (Mode)7) => [];
            [McpPrompt] public async Task<string> Who([Complete(nameof(Names))] string name, [Complete(typeof(Setup), "Of")] string of, McpContext mcp) => (await mcp.ElicitAsync<Form>(name)).Value!.A;
            public string[] Names(string typed, string of, IReadOnlyDictionary<string, string> chosen) => [];
        }
        [JsonDerivedType(typeof(Big), "big")] public abstract record Question(string Text);
        public record Big(string Text, Dictionary<string, Question?> Parts, [property: JsonConverter(typeof(string))] DateTime T) : Question(Text);
        public class Form { [InputSchema("""
            { "type": "string", "enum": [ "a\u00e9\n", -1.5e+3, true, null ] }
            """)] public string A { get; set; } = "a"; [AllowedValues("x")] public List<string> B { get; init; } = ["x"]; public Mode C { get; set; } = Mode.Slow; public bool? D = null; }
        public record Answer<T>(T Value, Answer<T>? Next);
        public enum Mode { Fast = 1, Slow }
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Add<Tools>().AddFromAssembly();
                app.Tool("a", async (string x = "y", Answer<Mode[]>? z = null) => new { x }, description: null);
                app.Resource(uri: "a://{b", (int b) => b).ToString();
                app.Prompt("p", Setup.Run);
                app.Tool("q", (string sql, System.Data.Common.DbCommand command) =>
                {
                    var (a, b) = (sql, new System.Text.StringBuilder($"x {sql,3:x}"));
                    foreach (var word in sql.Split(' ').Select(word => Quote(word))) if (word is string w) b.Append(w ?? a);
                    command.CommandText = sql switch { "a" => a, _ => b[0] + $"{b}" };
                    return System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo { FileName = a, Arguments = Quote(sql), ArgumentList = { b.ToString() } })?.Id;
                    string Quote(string text) => text.Length > 1 ? text?[1..] + text : Quote([.. text]);
                });
            }
        }
        """";

    [Fact]
    public async Task Nothing_throws()
    {
        for (var length = 0; length <= Source.Length; length += 23)
        {
            var project = new Project(Source[..length]);
            var result = Project.CreateDriver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
            Assert.Null(result.Exception);
            Assert.DoesNotContain(await project.AnalyzeAsync(), diagnostic => diagnostic.StartsWith("AD0001", StringComparison.Ordinal));
        }
    }
}
