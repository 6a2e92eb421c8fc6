using Fairlead.Generators.Tests.Compiling;

namespace Fairlead.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic, where it points and what it says.</summary>
public class DiagnosticTests
{
    public static TheoryData<string, string> Members => new()
    {
        { "[McpTool(\"no spaces\", Description = \"d\")] public string Run() => \"\";", "FAIR001 at Run: 'no spaces' is no name for a tool: use 1 to 128 of the characters A-Z a-z 0-9 _ - ." },
        {
            "[McpTool(Description = \"d\")] public string Run() => \"\"; [McpTool(\"run\", Description = \"d\")] public string Other() => \"\";",
            "FAIR002 at Other: Another tool is called 'run' too: give one of the two another name or another version"
        },
        { "[McpTool] public string Run() => \"\";", "FAIR003 at Run: Tool 'run' has no description, so a model can only guess what it does: add a <summary>, [Description] or the description argument" },
        { "[McpTool(Description = \"d\")] public string Run((int, int) pair) => \"\";", "FAIR004 at pair: Parameter 'pair' cannot be an argument: a tuple has no names in JSON; declare a record" },
        { "[McpTool(Description = \"d\")] public string Run(object x) => \"\";", "FAIR004 at x: Parameter 'x' cannot be an argument: object says nothing about what to give; declare the type, or JsonElement for any JSON" },
        { "[McpTool(Description = \"d\")] public string Run(Dictionary<int, string> map) => \"\";", "FAIR004 at map: Parameter 'map' cannot be an argument: the keys of System.Collections.Generic.Dictionary<int, string> are no strings, as the names in JSON are; use Dictionary<string, …>" },
        { "[McpTool(Description = \"d\")] public Exception Run() => new();", "FAIR005 at Run: The result of 'Run' cannot be sent: an exception has no JSON form; throw it instead, or return its message" },
        { "[McpPrompt] public int Run() => 1;", "FAIR005 at Run: The result of 'Run' cannot be sent: a prompt returns string, PromptMessage, a sequence of them, ContentBlock or GetPromptResult" },
        { "[McpPrompt] public void Run() { }", "FAIR005 at Run: The result of 'Run' cannot be sent: it returns nothing; return what the client asked for" },
        { "[McpResource(\"a://b\")] public IAsyncEnumerable<string> Run() => null!;", "FAIR005 at Run: The result of 'Run' cannot be sent: only a tool can answer bit by bit; collect the items and return them together" },
        { "[McpPrompt] public byte[] Run() => [];", "FAIR005 at Run: The result of 'Run' cannot be sent: a prompt returns string, PromptMessage, a sequence of them, ContentBlock or GetPromptResult" },
        { "[McpResource(\"a://{id}\")] public string Run() => \"\";", "FAIR006 at Run: The variable 'id' of 'a://{id}' has no parameter of that name: add a parameter 'id' or take the variable out" },
        { "[McpResource(\"a://{id}\")] public string Run(string id, string other) => \"\";", "FAIR007 at other: Parameter 'other' gets no value, since 'a://{id}' has no variable of that name: write {other} into the URI, or [FromServices] if it is a service" },
        { "[McpTool(Description = \"d\")] public async void Run() => await Task.Yield();", "FAIR008 at Run: 'Run' is async void, so nobody would know when it ends or fails: return Task" },
        { "[McpTool(Description = \"d\")] public string Run(ref int x) => \"\";", "FAIR009 at x: Parameter 'x' is passed by reference, which a call over the wire cannot do: pass it by value and return what changes" },
        { "[McpTool(Description = \"d\")] public string Run(out int x) { x = 1; return \"\"; }", "FAIR009 at x: Parameter 'x' is passed by reference, which a call over the wire cannot do: pass it by value and return what changes" },
        { "[McpTool(Description = \"d\")] public string Run<T>() => \"\";", "FAIR010 at Run: 'Run' is generic, so no schema can say what it takes: write a method for each type" },
        { "[McpTool(Description = \"d\")] public string Run([McpHeader(\"Region\")] double x) => \"\";", "FAIR011 at x: [McpHeader] on 'x': only string, integer and Boolean arguments can be mirrored in a header" },
        { "[McpTool(Description = \"d\")] public string Run([McpHeader(\"Re gion\")] string x) => \"\";", "FAIR011 at x: [McpHeader] on 'x': 'Re gion' is no RFC 9110 token; use letters, digits and hyphens" },
        { "[McpTool(Description = \"d\")] public string Run([McpHeader(\"A\")] string x, [McpHeader(\"a\")] string y) => \"\";", "FAIR012 at Run: The header 'Mcp-Param-A' mirrors two arguments: give one of them another name (case does not count)" },
        { "[McpTool(Description = \"d\")] private string Run() => \"\";", "FAIR013 at Run: 'Run' is private, so generated code cannot use it: make it internal or public" },
        { "private interface ISecret; [McpTool(Description = \"d\")] internal string Run([FromServices] Random r) => \"\"; [McpTool(Description = \"d\")] private protected string Other(ISecret s) => \"\";", "FAIR013 at Other: 'Other' is private protected, so generated code cannot use it: make it internal or public|FAIR013 at s: 'ISecret' is private, so generated code cannot use it: make it internal or public" },
        { "private sealed class MarkAttribute : Attribute; [McpTool(Description = \"d\"), Mark] public string Run() => \"\";", "FAIR013 at Mark: 'Tools.MarkAttribute' is private, so generated code cannot use it: make it internal or public" },
        { "private class Inner { public sealed class MarkAttribute : Attribute; } [McpTool(Description = \"d\"), Inner.Mark] public string Run() => \"\";", "FAIR013 at Inner.Mark: 'Tools.Inner.MarkAttribute' is private, so generated code cannot use it: make it internal or public" },
        { "public sealed class MarkAttribute : Attribute { private MarkAttribute(int x) { } [Mark(1), McpTool(Description = \"d\")] public string Run() => \"\"; }", "FAIR014 at MarkAttribute: 'MarkAttribute' cannot be constructed for a call: it has no constructor that generated code can use; make one internal or public|FAIR013 at Mark(1): 'Tools.MarkAttribute.MarkAttribute(int)' is private, so generated code cannot use it: make it internal or public" },
        { "private enum Level { High } public sealed class MarkAttribute(object level) : Attribute { public object Level => level; } [McpTool(Description = \"d\"), Mark(Level.High)] public string Run() => \"\";", "FAIR013 at Mark(Level.High): 'Tools.Level' is private, so generated code cannot use it: make it internal or public" },
        { "private class Policy; public sealed class MarkAttribute(params Type[] types) : Attribute { public Type[] Types => types; } [McpTool(Description = \"d\"), Mark(typeof(string), typeof(Policy))] public string Run() => \"\";", "FAIR013 at Mark(typeof(string), typeof(Policy)): 'Tools.Policy' is private, so generated code cannot use it: make it internal or public" },
        { "private Tools() { } [McpTool(Description = \"d\")] public string Run() => \"\";", "FAIR014 at Tools: 'Tools' cannot be constructed for a call: it has no constructor that generated code can use; make one internal or public" },
        { "[McpTool(Description = \"d\")] public string Run(ModelContextProtocol.Server.McpServer server) => \"\";", "FAIR015 at server: Parameter 'server' is a McpServer of the official SDK's server, which Fairlead replaces: take a McpContext instead" },
        { "public record Bag(object Content); [McpTool(Description = \"d\")] public Bag Run() => new(1);", "FAIR016 at Content: The JSON of 'Bag.Content' is known only at run time: only texts, numbers, Booleans, JSON and collections of them can be written; declare the type" },
        { "[McpTool(Description = \"d\", Timeout = \"soon\")] public string Run() => \"\";", "FAIR018 at Run: Timeout of 'run' is 'soon': write \"500ms\", \"10s\", \"2m\", \"1h\" or \"none\"" },
        { "[McpResource(\"overview\")] public string Run() => \"\";", "FAIR019 at Run: 'overview' is no URI for a resource: it must begin with a scheme, such as docs://" },
        { "[McpResource(\"a://{id\")] public string Run(string id) => \"\";", "FAIR019 at Run: 'a://{id' is no URI for a resource: the brace at position 4 is never closed" },
        { "[McpTool(Description = \"d\")] public string Run([RegularExpression(@\"(?=a)b\")] string x) => \"\";", "FAIR020 at x: The pattern of 'x' cannot be enforced: '(?=' cannot be matched in linear time; rewrite the pattern without it, or check the value in the method" },
        { "[McpResource(\"a://x{?page}\")] public string Run(int page) => \"\";", "FAIR021 at page: Parameter 'page' is bound to a query variable, which a URI may leave out: give it a default or make it nullable" },
        { "[McpTool(Description = \"d\")] public string Run([Range(1, 2)] string x) => \"\";", "FAIR022 at x: [Range] on 'x' has no effect: it does not apply to string" },
        { "[McpTool(Description = \"d\")] public string Run([InputSchema(\"{'type':1}\")] string x) => x;", "FAIR018 at x: InputSchema of 'x' is '{'type':1}': it is no JSON from position 1 on" },
        { "[McpTool(Description = \"d\")] public string Run([InputSchema(\"[1, 2]\")] string x) => x;", "FAIR018 at x: InputSchema of 'x' is '[1, 2]': write a JSON object" },
        { "[McpTool(Description = \"d\")] public string Run([McpArgument(\"a\")] string x, string a) => \"\";", "FAIR023 at a: Two members are called 'a' in JSON: rename one with [McpArgument] or [JsonPropertyName]" },
        { "[McpPrompt] public string Run([Complete(\"Nope\")] string x) => x;", "FAIR025 at x: [Complete] on 'x': 'Tools' has no property, field or method 'Nope'" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; public int All => 1;", "FAIR025 at x: [Complete] on 'x': 'All' gives int; it must give IEnumerable<string>, a task of it, or IAsyncEnumerable<string>" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; public string All() => \"\";", "FAIR025 at x: [Complete] on 'x': 'All' gives string; it must give IEnumerable<string>, a task of it, or IAsyncEnumerable<string>" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; private string[] All => [];", "FAIR025 at x: [Complete] on 'x': 'All' is private, so generated code cannot use it; make it internal or public" },
        { "[McpPrompt] public static string Run([Complete(nameof(All))] string x) => x; public string[] All => [];", "FAIR025 at x: [Complete] on 'x': 'All' needs an object of 'Tools', of which there is none here; make it static" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; public string[] All() => []; public string[] All(string x) => [];", "FAIR025 at x: [Complete] on 'x': 'All' has several overloads; give the one that completes a name of its own" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x, string y) => x; public string[] All(string a, string b) => [];", "FAIR025 at x: [Complete] on 'x': 'b' of 'All' is called like no other argument, and what has been typed is taken already" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; public string[] All(int limit) => [];", "FAIR025 at x: [Complete] on 'x': 'limit' of 'All' is neither a text, nor an argument chosen before, nor injected" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] string x) => x; public string[] All<T>() => [];", "FAIR025 at x: [Complete] on 'x': 'All' is generic; write one that is not" },
        { "[McpPrompt] public string Run([Complete(nameof(All))] CancellationToken x) => \"\"; public string[] All => [];", "FAIR025 at x: [Complete] on 'x': no client asks for it, since it is no argument" },
        { "[McpTool(Description = \"d\")] public string Run([Complete(nameof(All))] string x) => x; public string[] All => [];", "FAIR025 at x: [Complete] on 'x': clients complete arguments of prompts and resource templates, not of tools; take it out" },
        { "[McpTool(Description = \"d\")] public string Run([McpArguments] System.Text.Json.JsonElement x, int y) => \"\";", "FAIR004 at x: Parameter 'x' cannot be an argument: [McpArguments] takes all arguments, so that none is left for the other parameters" },
        { "[McpTool(Description = \"d\")] public string Run([McpArguments] string x) => x;", "FAIR004 at x: Parameter 'x' cannot be an argument: [McpArguments] takes all arguments as one object; use a class, record or dictionary, JsonElement or JsonObject" },
        { "[McpPrompt] public string Run([McpArguments] System.Text.Json.JsonElement x) => \"\";", "FAIR004 at x: Parameter 'x' cannot be an argument: only a tool's arguments are one object of which [McpArguments] could take all" },
        { "[McpResource(\"a://b\", TimeToLive = \"soon\")] public string Run() => \"\";", "FAIR018 at Run: TimeToLive of 'run' is 'soon': write \"0s\", \"500ms\", \"10s\", \"2m\" or \"1h\"" },
        { "[McpResource(\"a://b\", Priority = 2)] public string Run() => \"\";", "FAIR018 at Run: Priority of 'run' is '2': write a number from 0 to 1" },
        { "[McpResource(\"a://b\", LastModified = \"yore\")] public string Run() => \"\";", "FAIR018 at Run: LastModified of 'run' is 'yore': write a time such as \"2026-01-31T09:30:00Z\"" },
        { "[McpResource(\"a://{b}\", Size = 3)] public string Run(string b) => b;", "FAIR018 at Run: Size of 'run' is '3': a template stands for many resources; take it out" },
        { "[McpTool(Description = \"d\"), McpMeta(\"k\", Json = \"{\")] public string Run() => \"\";", "FAIR018 at McpMeta(\"k\", Json = \"{\"): McpMeta of 'k' is '{': it is no JSON from position 1 on" },
        { "[McpTool(Description = \"d\"), McpMeta(\"k\", typeof(int))] public string Run() => \"\";", "FAIR018 at McpMeta(\"k\", typeof(int)): McpMeta of 'k' is 'typeof(int)': write a text, number or Boolean, or Json = \"…\"" },
        { "[McpPrompt, InputSchema(\"{}\")] public string Run() => \"\";", "FAIR022 at Run: [InputSchema] on 'Run' has no effect: only tools have a schema of arguments" },
    };

    public static TheoryData<string, string> Calls => new()
    {
        { "app.Tool(\"no spaces\", () => \"\", \"d\");", "FAIR001 at app.Tool(\"no spaces\", () => \"\", \"d\"): 'no spaces' is no name for a tool: use 1 to 128 of the characters A-Z a-z 0-9 _ - ." },
        { "app.Tool(\"a\", () => \"\", \"d\"); app.Tool(\"a\", () => \"\", \"d\");", "FAIR002 at app.Tool(\"a\", () => \"\", \"d\"): Another tool is called 'a' too: give one of the two another name or another version" },
        { "app.Tool(\"a\", () => \"\");", "FAIR003 at app.Tool(\"a\", () => \"\"): Tool 'a' has no description, so a model can only guess what it does: add a <summary>, [Description] or the description argument" },
        { "app.Tool(\"a\", (string x) => new { x }, \"d\");", "FAIR005 at app.Tool(\"a\", (string x) => new { x }, \"d\"): The result of 'lambda' cannot be sent: an anonymous type has no name that generated code could use; declare a record" },
        { "Delegate d = () => \"\"; app.Tool(\"a\", d, \"d\");", "FAIR017 at d: The handler of 'Tool(…)' is not written in the call, so no schema can be made from it: write a lambda, local function or method group here" },
        { "static void Go<T>(McpServerBuilder app) where T : class => app.Add<T>(); Go<string>(app);", "FAIR024 at app.Add<T>(): Add<T>() names no concrete class: write the class itself, not a type parameter" },
        { "static void Go<T>(McpServerBuilder app) where T : class => app.Tool(\"a\", ([FromServices] T service) => \"\", \"d\"); Go<string>(app);", "FAIR010 at app.Tool(\"a\", ([FromServices] T service) => \"\", \"d\"): 'lambda' is generic, so no schema can say what it takes: write a method for each type" },
        { "app.Resource(\"a://{id}\", () => \"\");", "FAIR006 at app.Resource(\"a://{id}\", () => \"\"): The variable 'id' of 'a://{id}' has no parameter of that name: add a parameter 'id' or take the variable out" },
        { "app.Prompt(\"p\", ([Complete(nameof(All))] string x) => x); static string[] All() => [];", "FAIR025 at x: [Complete] on 'x': 'Program' has no property, field or method 'All'" },
    };

    public static TheoryData<string, string> Questions => new()
    {
        { "ElicitAsync<(int, int)>(\"?\")", "FAIR026 at mcp.ElicitAsync<(int, int)>(\"?\"): A form cannot ask for '(int, int)': a tuple has no names in JSON; declare a record" },
        { "ElicitAsync<Order>(\"?\")", "FAIR026 at mcp.ElicitAsync<Order>(\"?\"): A form cannot ask for 'Order': its member 'to' is an object, and a form is flat: take its members up into the form, or ask for them in another one" },
        { "ElicitAsync<Dictionary<string, string>>(\"?\")", "FAIR026 at mcp.ElicitAsync<Dictionary<string, string>>(\"?\"): A form cannot ask for 'Dictionary<string, string>': is a dictionary, and a form has a fixed set of fields" },
        { "ElicitAsync<Tags>(\"?\")", "FAIR026 at mcp.ElicitAsync<Tags>(\"?\"): A form cannot ask for 'Tags': its member 'all' is a list, of which a form knows only choices: use a list of an enum, or of strings with [AllowedValues]" },
        { "ElicitAsync<byte[]>(\"?\")", "FAIR026 at mcp.ElicitAsync<byte[]>(\"?\"): A form cannot ask for 'byte[]': has a type that no field of a form can hold: use texts, numbers, Booleans, dates or enums" },
        { "ElicitAsync<Empty>(\"?\")", "FAIR026 at mcp.ElicitAsync<Empty>(\"?\"): A form cannot ask for 'Empty': 'Empty' has no member that JSON could set" },
        { "ElicitAsync<Shape>(\"?\")", "FAIR026 at mcp.ElicitAsync<Shape>(\"?\"): A form cannot ask for 'Shape': it has several kinds, and a form has one; ask for the kind first" },
        { "ElicitAsync<Order?>(\"?\")", "FAIR026 at mcp.ElicitAsync<Order?>(\"?\"): A form cannot ask for 'Order?': a form that is filled in is never null; take the question mark away" },
        { "ElicitAsync<Hidden>(\"?\")", "FAIR026 at mcp.ElicitAsync<Hidden>(\"?\"): A form cannot ask for 'Hidden': 'Hidden' is private, so generated code cannot use it; make it internal or public" },
        { "ElicitAsync<T>(\"?\")", "FAIR026 at mcp.ElicitAsync<T>(\"?\"): A form cannot ask for 'T': 'T' is a type parameter; name a type" },
    };

    public static TheoryData<string, string> Results => new()
    {
        { "OnceAsync(\"k\", async _ => (1, 2))", "FAIR027 at mcp.OnceAsync(\"k\", async _ => (1, 2)): OnceAsync cannot keep a result of type '(int, int)': a tuple has no names in JSON; declare a record" },
        { "OnceAsync<object>(\"k\", async _ => 1)", "FAIR027 at mcp.OnceAsync<object>(\"k\", async _ => 1): OnceAsync cannot keep a result of type 'object': object says nothing about what it is; declare the type" },
    };

    [Theory, MemberData(nameof(Members))]
    public async Task A_class_is_told(string members, string expected) =>
        Assert.Equal(expected.Split('|'), await new Project($"public class Tools {{ {members} }}").AnalyzeAsync());

    [Theory, MemberData(nameof(Calls))]
    public async Task A_call_is_told(string statements, string expected) =>
        Assert.Equal([expected], await new Project($"public static class Program {{ public static void Run(McpServerBuilder app) {{ {statements} }} }}").AnalyzeAsync());

    [Theory, MemberData(nameof(Results))]
    public async Task A_result_is_told(string call, string expected) => Assert.Equal([expected], await new Project($$"""
        public static class Program { public static async Task Run(McpContext mcp) => await mcp.{{call}}; }
        """).AnalyzeAsync());

    [Theory, MemberData(nameof(Questions))]
    public async Task A_question_is_told(string question, string expected) => Assert.Equal([expected], await new Project($$"""
        using System.Text.Json.Serialization;
        public record Address(string Street);
        public record Order(Address To);
        public record Tags(List<string> All);
        public class Empty;
        [JsonDerivedType(typeof(Square), "square")] public record Shape(string Name);
        public record Square(string Name, int Side) : Shape(Name);
        public static class Program
        {
            private record Hidden(string Name);
            public static async Task Run<T>(McpContext mcp) => await mcp.{{question}};
        }
        """).AnalyzeAsync());

    [Fact]
    public async Task An_attribute_that_protects_a_class_or_a_lambda_and_cannot_be_written_is_told()
    {
        var told = await new Project("namespace Microsoft.AspNetCore.Authorization; public interface IAuthorizeData; public class AuthorizeAttribute : Attribute, IAuthorizeData;", """
            file sealed class GuardAttribute : Microsoft.AspNetCore.Authorization.AuthorizeAttribute;
            [Guard] public class Tools { [McpTool(Description = "d")] public string Run() => ""; }
            public class Derived : Tools;
            public static class Setup
            {
                public static void Run(McpServerBuilder app)
                {
                    app.Add<Derived>();
                    app.Tool("one", [Guard] () => "", "d");
                }
            }
            """).AnalyzeAsync();
        Assert.Equal(2, told.Count);
        Assert.All(told, static one => Assert.Equal("FAIR013 at Guard: 'GuardAttribute' is local to its file, so generated code cannot use it: make it internal or public", one));
    }

    [Fact]
    public async Task Alternatives_are_no_duplicates() => Assert.Empty(await new Project("""
        public static class Program
        {
            public static void Run(McpServerBuilder app, McpServerBuilder other, bool loud)
            {
                if (loud) app.Tool("a", () => "A", "d");
                else app.Tool("a", () => "a", "d");
                other.Tool("b", () => "", "d");
                app.Tool("b", () => "", "d");
            }
        }
        """).AnalyzeAsync());

    [Fact]
    public async Task A_service_that_json_could_not_make_is_no_argument_and_no_problem() => Assert.Empty(await new Project("""
        using Microsoft.Extensions.DependencyInjection;
        public class Store { public object? Any { get; set; } public Dictionary<int, int> Map { get; set; } = []; }
        public interface IClock;
        public class Users(IClock clock) { public IClock Mine => clock; }
        public class Pool { public Dictionary<int, int> Map { get; set; } = []; }
        public class Made { public Dictionary<int, int> Map { get; set; } = []; }
        public class Tools { [McpTool(Description = "d")] public string Run(Store store, IClock clock, Users users, Func<int> make, Pool pool, Made made) => ""; }
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Services.AddSingleton<Store>().AddScoped(services => new Made());
                app.Lifespan(async (services, ct) => await Task.FromResult(new Pool()));
            }
        }
        """).AnalyzeAsync());

    [Fact]
    public async Task What_would_be_a_service_is_told_where_nobody_registers_it()
    {
        var told = await new Project("""
            public class Store { public Dictionary<int, int> Map { get; set; } = []; }
            public class Tools { [McpTool(Description = "d")] public string Run(Store store) => ""; }
            """).AnalyzeAsync();
        Assert.StartsWith("FAIR004 at store: Parameter 'store' cannot be an argument: its member 'Store.Map' cannot be read: the keys of", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_broken_gets_no_code_and_the_rest_works()
    {
        var files = new Project("""
            public static class Setup
            {
                public static void Run(McpServerBuilder app)
                {
                    app.Tool("good", (int x) => x);
                    app.Tool("bad", ((int, int) pair) => "");
                }
            }
            """).Generate();
        Assert.Single(files);
    }

    [Fact]
    public void Where_no_analyzer_ran_a_broken_class_says_so_at_start()
    {
        var files = new Project("""
            public class Tools { [McpTool] public string Run((int, int) pair) => ""; }
            public static class Setup { public static void Run(McpServerBuilder app) => app.Add<Tools>(); }
            """).Generate();
        Assert.Contains("throw new global::System.InvalidOperationException(\"Tools: FAIR004: ", string.Concat(files.Values), StringComparison.Ordinal);
    }
}
