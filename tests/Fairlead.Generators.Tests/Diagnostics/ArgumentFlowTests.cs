using Fairlead.Generators.Tests.Compiling;

namespace Fairlead.Generators.Tests.Diagnostics;

/// <summary>Where an argument becomes part of a command line or of an SQL text, and where it only seems to.</summary>
public class ArgumentFlowTests
{
    // Stand-ins by the names that count: the packages themselves are no part of these tests.
    private const string Setting = """
        global using System.Data;
        global using System.Data.Common;
        global using System.Diagnostics;
        global using System.Text;
        global using Microsoft.EntityFrameworkCore;
        global using Dapper;
        namespace Microsoft.EntityFrameworkCore
        {
            public class Rows;
            public static class Queries
            {
                public static Rows FromSqlRaw(this Rows rows, string sql, params object[] parameters) => rows;
                public static Rows FromSql(this Rows rows, FormattableString sql) => rows;
                public static int ExecuteSqlRaw(this Rows rows, string sql, params object[] parameters) => 0;
                public static Task<int> ExecuteSqlRawAsync(this Rows rows, string sql, CancellationToken ct = default) => Task.FromResult(0);
                public static Rows SqlQueryRaw<T>(this Rows rows, string sql, params object[] parameters) => rows;
            }
        }
        namespace Dapper
        {
            public static class SqlMapper { public static int Execute(this IDbConnection connection, string sql, object? param = null) => 0; }
        }
        public abstract class ShopCommand(string sql, DbConnection connection) : DbCommand { public string Sql => sql; public DbConnection Of => connection; }
        public class ShopConnection { public static ShopCommand New(string sql, DbConnection connection) => null!; }
        public enum Table { Orders, Customers }
        public class Search { public string? Name { get; set; } public int Limit { get; set; } }
        public class Settings { public string? Program { get; set; } }
        public static class Names { public static string Checked(string name) => name; }
        """;

    public static TheoryData<string, string> Reported => new()
    {
        { "Run(string x) => Process.Start(x);", "FAIR028 at x: x" },
        { "Run(string x) => Process.Start(\"ls\", x);", "FAIR028 at x: x" },
        { "Run(string x) => Process.Start(fileName: \"ls\", arguments: \"-l \" + x);", "FAIR028 at \"-l \" + x: x" },
        { "Run(string x) => Process.Start(x, [\"a\"]);", "FAIR028 at x: x" },
        { "Run(string x) => new ProcessStartInfo(\"ls\", $\"-l {x}\");", "FAIR028 at $\"-l {x}\": x" },
        { "Run(string x) => new ProcessStartInfo { FileName = \"sh\", Arguments = string.Format(\"-c {0}\", x) };", "FAIR028 at string.Format(\"-c {0}\", x): x" },
        { "Run(string x) { var start = new ProcessStartInfo(\"a\"); start.Arguments += x.Trim(); return start; }", "FAIR028 at x.Trim(): x" },
        { "Run(string[] x) => Process.Start(\"ls\", string.Join(\" \", x));", "FAIR028 at string.Join(\" \", x): x" },
        { "Run(List<string> x) { var all = new List<string>(); foreach (var one in x) all.Add('\"' + one + '\"'); return Process.Start(\"ls\", string.Concat(all)); }", "FAIR028 at string.Concat(all): x" },
        { "Run(string x) => Process.Start(Path.Combine(\"/bin\", x));", "FAIR028 at Path.Combine(\"/bin\", x): x" },
        { "Run(Uri x) => Process.Start(\"open\", x.AbsolutePath);", "FAIR028 at x.AbsolutePath: x" },
        { "Run(string? x = null) => Process.Start(\"ls\", x ?? \"-l\");", "FAIR028 at x ?? \"-l\": x" },
        { "Run(string x, bool all) { var line = \"-l\"; if (all) line = x; var (a, b) = (line, 1); return Process.Start(\"ls\", a); }", "FAIR028 at a: x" },
        { "Run(string x) { Command.CommandText = x; return 1; }", "FAIR029 at x: x" },
        { "Run(string x, DbCommand c) { c.CommandText = \"SELECT * FROM \" + x; return 1; }", "FAIR029 at \"SELECT * FROM \" + x: x" },
        { "Run(string x, IDbCommand c) { var sql = $\"SELECT {x}\"; c.CommandText = sql; return 1; }", "FAIR029 at sql: x" },
        { "Run(string x) { var sql = new StringBuilder(\"SELECT \"); sql.Append('*').Append($\" FROM {x}\"); Command.CommandText = sql.ToString(); return 1; }", "FAIR029 at sql.ToString(): x" },
        { "Run(string x, DbDataSource source) => source.CreateCommand($\"DROP {x}\");", "FAIR029 at $\"DROP {x}\": x" },
        { "Run(string x, Rows rows) => rows.FromSqlRaw($\"SELECT {x}\");", "FAIR029 at $\"SELECT {x}\": x" },
        { "Run(string x, Rows rows) => rows.ExecuteSqlRaw(\"DELETE \" + x, 1);", "FAIR029 at \"DELETE \" + x: x" },
        { "async Run(string x, Rows rows) => await rows.ExecuteSqlRawAsync(x);", "FAIR029 at x: x" },
        { "Run(string x, Rows rows) => rows.SqlQueryRaw<int>(x.Replace(\"'\", \"''\"));", "FAIR029 at x.Replace(\"'\", \"''\"): x" },
        { "Run(string x, IDbConnection db) => db.Execute($\"DELETE {x}\", new { x });", "FAIR029 at $\"DELETE {x}\": x" },
        { "Run(Search search) { Command.CommandText = $\"… LIKE '%{search.Name}%'\"; return 1; }", "FAIR029 at $\"… LIKE '%{search.Name}%'\": search" },
        { "Run(System.Text.Json.JsonElement x) { Command.CommandText = x.GetProperty(\"sql\").GetString(); return 1; }", "FAIR029 at x.GetProperty(\"sql\").GetString(): x" },
        { "Run(string x) { Command.CommandText = Sql(x); return 1; } private static string Sql(string y) => $\"SELECT {y}\";", "FAIR029 at Sql(x): x" },
        { "Run(string x) => Once(x); private int Once(string y) => Twice(y + \";\"); private int Twice(string z) { Command.CommandText = z; return 1; }", "FAIR029 at z: x" },
        { "Run(string x) { return Inner(x); int Inner(string y) { Command.CommandText = y; return 1; } }", "FAIR029 at y: x" },
        { "Run(string[] x) { Command.CommandText = string.Join(\" OR \", x.Select(y => $\"name = '{y}'\")); return 1; }", "FAIR029 at string.Join(\" OR \", x.Select(y => $\"name = '{y}'\")): x" },
        { "Run(string x) { Command.CommandText = x switch { \"a\" => \"b\", var other => \"c\" + x }; return 1; }", "FAIR029 at x switch { \"a\" => \"b\", var other => \"c\" + x }: x" },
        { "Run(object? o, string x) { if (x is string { Length: > 1 } y) Command.CommandText = y; return 1; }", "FAIR029 at y: x" },
    };

    public static TheoryData<string> Unreported => new()
    {
        "Run(string x) => Process.Start(\"ls\", [\"-l\", x]);",
        "Run(string x) => new ProcessStartInfo(\"ls\", new List<string> { x });",
        "Run(string x) => new ProcessStartInfo(\"ls\") { ArgumentList = { \"-l\", x }, WorkingDirectory = x };",
        "Run(string x) { var start = new ProcessStartInfo(\"ls\"); start.ArgumentList.Add($\"--name={x}\"); return Process.Start(start); }",
        "Run(int x, Guid id, Table table, DateOnly? day) => Process.Start(\"ls\", $\"{x} {id} {table} {day} {x.ToString()}\");",
        "Run([AllowedValues(\"orders\", \"customers\")] string x) { Command.CommandText = $\"SELECT * FROM {x}\"; return 1; }",
        "Run(string x) { Command.CommandText = $\"SELECT {x.Length} FROM {nameof(x)} LIMIT {int.Parse(x)}\"; return 1; }",
        "Run(string x) { Command.CommandText = \"SELECT $x\"; Command.Parameters.Add(x); return 1; }",
        "Run(string[] x) { Command.CommandText = $\"… IN ({string.Join(\", \", x.Select((_, i) => $\"$p{i}\"))})\"; return 1; }",
        "Run(string x) { Command.CommandText = $\"SELECT * FROM {(x == \"a\" ? \"orders\" : \"customers\")}\"; return 1; }",
        "Run(string x) { Command.CommandText = x switch { \"a\" => \"SELECT 1\", _ => \"SELECT 2\" }; return 1; }",
        "Run(string x) { Command.CommandText = Known[x]; return 1; } private static readonly Dictionary<string, string> Known = [];",
        "Run(string x) { Command.CommandText = $\"SELECT {Names.Checked(x)}\"; return 1; }",
        "Run(string x, Rows rows) => rows.FromSql($\"SELECT {x}\");",
        "Run(string x, Rows rows) => rows.FromSqlRaw(\"SELECT {0}\", x);",
        "Run(string x, IDbConnection db) => db.Execute(\"DELETE @x\", new { x });",
        "Run(Search search) { Command.CommandText = $\"… LIMIT {search.Limit}\"; return 1; }",
        "Run([FromServices] Settings settings) => Process.Start(settings.Program!);",
        "Run(Random random, IServiceProvider services) => Process.Start($\"{random} {services}\");",
        "Run() => Other(\"a\"); public static object Other(string x) => Process.Start(x);",
    };

    [Theory, MemberData(nameof(Reported))]
    public async Task What_a_caller_can_word_is_reported(string method, string expected) => Assert.Equal([expected], await AnalyzeAsync(method));

    [Theory, MemberData(nameof(Unreported))]
    public async Task What_no_caller_can_word_is_not(string method) => Assert.Empty(await AnalyzeAsync(method));

    [Theory]
    [InlineData("app.Tool(\"run\", (string x) => Process.Start(x), \"d\");", "FAIR028 at x: x")]
    [InlineData("app.Prompt(\"run\", (string x) => { Process.Start(\"ls\", x).Dispose(); return x; });", "FAIR028 at x: x")]
    [InlineData("app.Resource(\"a://{x}\", (string x) => Inner(x)); string Inner(string y) => Process.Start(y).ToString()!;", "FAIR028 at y: x")]
    [InlineData("app.Tool(\"run\", Run, \"d\"); static int Run(string x, DbCommand c) { c.CommandText = x; return 1; }", "FAIR029 at x: x")]
    [InlineData("app.Tool(\"run\", Elsewhere, \"d\");", "FAIR028 at z: z")]
    public async Task Handlers_are_looked_at_as_methods_are(string call, string expected) => Assert.Equal([expected], Known(await new Project(Setting, $$"""
        public static class Setup
        {
            public static void Run(McpServerBuilder app) { {{call}} }
            private static object Elsewhere(string z) => Process.Start(z);
        }
        """).AnalyzeAsync()));

    [Fact]
    public async Task Programs_of_top_level_statements_are_looked_at() => Assert.Equal(["FAIR028 at line: x"], Known(await new Project(Setting, """
        Handlers.Run(null!);
        """, """
        public static class Handlers
        {
            public static void Run(McpServerBuilder app) => app.Tool("run", (string x) => { var line = "-c " + x; using var done = Process.Start("sh", line); }, "d");
        }
        """).AnalyzeAsync()));

    [Fact]
    public async Task A_parameter_that_is_a_registered_service_is_no_argument()
    {
        const string Tools = "public class Tools { [McpTool(Description = \"d\")] public object Run(Settings settings) => Process.Start(settings.Program!); }";
        Assert.Equal(["FAIR028 at settings.Program: settings"], Known(await new Project(Setting, Tools).AnalyzeAsync()));
        Assert.Empty(Known(await new Project(Setting, Tools, """
            using Microsoft.Extensions.DependencyInjection;
            public static class Setup { public static void Run(McpServerBuilder app) => app.Services.AddSingleton<Settings>(); }
            """).AnalyzeAsync()));
    }

    [Fact]
    public async Task Types_within_types_are_reported_once() => Assert.Single(Known(await new Project(Setting, """
        public static class Outer
        {
            public static class Inner { [McpTool(Description = "d")] public static object Run(string x) => Process.Start(x); }
        }
        """).AnalyzeAsync()));

    [Fact]
    public async Task The_message_says_what_to_write_instead() => Assert.Contains(await new Project("""
        public class Tools { [McpTool(Description = "d")] public int Run(string x) { System.Diagnostics.Process.Start("ls", x); return 1; } }
        """).AnalyzeAsync(), text => text.EndsWith("give each argument its own place in ArgumentList", StringComparison.Ordinal));

    [Theory]
    [InlineData("Run(Missing x) => Process.Start(x);")]
    [InlineData("Run(string x) => Process.Start(x, );")]
    [InlineData("Run(string x) { Command.CommandText = ; return Run(x")]
    [InlineData("Run(string x) => Process.Start(Nowhere(x) + $\"{x\");")]
    [InlineData("Run(string x) => Run(Run(x).ToString()!); [McpTool] public object Run(string x) => new DbCommand(x);")]
    public async Task Code_that_does_not_compile_does_no_harm(string method) =>
        Assert.DoesNotContain(await Compile(method).AnalyzeAsync(), text => text.StartsWith("AD0001", StringComparison.Ordinal));

    private static async Task<List<string>> AnalyzeAsync(string method)
    {
        var project = Compile(method);
        Assert.DoesNotContain(project.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        return Known(await project.AnalyzeAsync());
    }

    private static Project Compile(string method)
    {
        var isAsync = method.StartsWith("async ", StringComparison.Ordinal);
        return new(Setting, $$"""
            public class Tools
            {
                private DbCommand Command => null!;
                [McpTool(Description = "d")] public {{(isAsync ? "async Task<object>" : "object")}} {{(isAsync ? method["async ".Length..] : method)}}
            }
            """);
    }

    // The rules under test only, with the name of the argument for the whole message.
    private static List<string> Known(List<string> diagnostics) =>
        [.. diagnostics.Where(text => !text.StartsWith("FAIR0", StringComparison.Ordinal) || text.StartsWith("FAIR028", StringComparison.Ordinal) || text.StartsWith("FAIR029", StringComparison.Ordinal))
            .Select(text => text[..text.IndexOf(": The argument '", StringComparison.Ordinal)] + ": " + text.Split("The argument '")[1].Split('\'')[0])];
}
