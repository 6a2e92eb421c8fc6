namespace Fairlead.Generators.Tests.Compiling;

/// <summary>Signatures and types of every sort: what is generated for them compiles.</summary>
public class VarietyTests
{
    [Fact]
    public void Signatures() => Compiles("""
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Tool("a", (string @class = "\"\\\r\n\u2028", char c = '\'', long l = long.MinValue, ulong u = ulong.MaxValue, float f = float.NaN, double d = double.PositiveInfinity, sbyte s = -1) => "");
                app.Tool("b", (DayOfWeek? day = DayOfWeek.Monday, AttributeTargets targets = AttributeTargets.Class | AttributeTargets.Method, DateTime when = default, Guid id = default, TimeSpan? t = null) => day);
                app.Tool("c", (int?[] numbers, List<DateTime?>? times, HashSet<string> set, ISet<int> iset, ImmutableArray<int> array, ImmutableList<string> list, Queue<int> queue, int[][] jagged) => jagged);
                app.Tool("d", (Dictionary<string, int?> map, IReadOnlyDictionary<string, List<Guid>> lists, SortedDictionary<string, string?> sorted, ImmutableDictionary<string, bool> immutable) => immutable);
                app.Tool("e", (JsonElement element, JsonNode? node, JsonObject obj, JsonArray array, JsonElement? maybe) => node);
                app.Tool("f", (Int128 big, UInt128 huge, Half half, byte[] bytes, ReadOnlyMemory<byte> memory, byte[]? none = null) => big);
                app.Tool("g", () => { });
                app.Tool("h", async () => { await Task.Yield(); });
                app.Tool("i", ValueTask<int?> () => new((int?)null));
                app.Tool("j", (CancellationToken ct) => Task.CompletedTask);
                app.Tool("k", delegate (int x) { return x; });
                app.Tool("l", Local);
                app.Tool("m", (string a, params string[] rest) => a + rest.Length);
                app.Tool("n", int? (int? x) => x);
                app.Tool("o", (Func<int, string>)(x => "" + x));
                app.Resource("a://b", () => new byte[1]);
                app.Resource("a://c/{x}", (int x) => new MemoryStream(new byte[x]), mimeType: "image/png");
                app.Resource(description: "named", handler: (string x) => x, uri: "a://d/{x}");
                app.Prompt("p", (DayOfWeek day, List<int>? numbers) => $"{day} {numbers?.Count}");
                static string Local(int a, in CancellationToken _) => "";
            }
        }
        """);

    [Fact]
    public void Types() => Compiles("""
        using System.Collections.ObjectModel;
        using System.Text.Json.Serialization;
        namespace Deep.Inside
        {
            public class Outer<T>
            {
                public record Inner(T Value, T[] Values);
                public class Pair<U> { public T? First { get; init; } public U? Second { get; set; } }
            }
            public record Vague(string? A, int? B, List<string?>? C, Point? D);
            public record Base { public int Id { get; init; } public virtual string? Name { get; set; } }
            public record Derived(string Extra) : Base { public override string? Name { get; set; } public new int Id { get; set; } }
            public struct Point { public int X { get; init; } public int Y { get; set; } }
            public class Big { public required string @event { get; set; } public int @class { get; init; } public Big? Left { get; set; } public List<Big> Many { get; set; } = []; public ObservableCollection<int> Seen => []; }
            public class Ignoring { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int B { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Point P { get; set; } }
            [JsonDerivedType(typeof(Cat), 1), JsonDerivedType(typeof(Lion), 2)] public interface IAnimal { string Name { get; } }
            public record Cat(string Name) : IAnimal;
            public record Lion(string Name, int Mane) : Cat(Name);
            public class Choosing { public Choosing(int a) { A = a; } [JsonConstructor] public Choosing(int a, string b) { A = a; B = b; } public int A { get; } public string B { get; } = ""; }
            [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)] public class Open { public string? X { get; set; } }
            public class Holder { public object? Anything { get; set; } public Dictionary<string, object?> Bag { get; set; } = []; }
            public class Tools
            {
                [McpTool(Description = "d")] public Outer<int>.Inner A(Outer<string>.Inner x, Outer<int>.Pair<Guid> y) => new(1, []);
                [McpTool(Description = "d")] public List<Derived?> B(Derived d, Base b, Point p, Point? q, Point[] r) => [];
                [McpTool(Description = "d")] public Big? C(Big big, Dictionary<string, Big> map) => null;
                [McpTool(Description = "d")] public Task<IReadOnlyList<Ignoring>> D(Ignoring i) => null!;
                [McpTool(Description = "d")] public IAnimal E(IAnimal animal, List<IAnimal?>? more = null) => animal;
                [McpTool(Description = "d")] public Choosing F(Choosing c, Open open) => c;
                [McpTool(Description = "d")] public Holder G(Holder h) => h;
                [McpTool(Description = "d")] public Vague? J(Vague v) => v;
                [McpTool(Description = "d")] public IEnumerable<KeyValuePair<string, Point>> H() => [];
                [McpTool(Description = "d")] public async IAsyncEnumerable<Point?> I() { await Task.Yield(); yield break; }
            }
        }
        public static class Setup { public static void Run(McpServerBuilder app) => app.Add<Deep.Inside.Tools>(); }
        """);

    [Fact]
    public void Forms() => Compiles("""
        public class Outer<T> { public record Form(T @class, T? Second, List<DayOfWeek> Days); }
        public struct Point { public int X { get; init; } public required string @event { get; set; } public DayOfWeek? Day { get; set; } }
        public class Base { [Range(1, 2)] public int Id { get; set; } = 1; public virtual HashSet<DayOfWeek> Days { get; set; } = new() { DayOfWeek.Monday }; }
        public class Derived : Base { public override HashSet<DayOfWeek> Days { get; set; } = new HashSet<DayOfWeek> { }; [AllowedValues("a")] public string[] Names { get; set; } = new[] { "a" }; public DayOfWeek[] More { get; set; } = [DateTime.Now.DayOfWeek]; }
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Tool("a", async (McpContext mcp, CancellationToken ct) =>
                {
                    await mcp.ElicitAsync<Outer<int>.Form>("a", ct);
                    await mcp.ElicitAsync<Outer<string>.Form>(message: "b", key: "k", cancellationToken: ct);
                    await mcp.ElicitAsync<Point>("c");
                    await mcp.ElicitAsync<Derived>("d");
                    await mcp.ElicitAsync<Base>("d");
                    await mcp.ElicitAsync<DayOfWeek?>("e");
                    await mcp.ElicitAsync<AttributeTargets>("f");
                    await mcp.ElicitAsync<string?>("g");
                    await mcp.ElicitAsync<DateOnly>("h");
                    await (mcp?.ElicitAsync<long>("i") ?? default);
                    await mcp.OnceAsync("k", async _ => new Outer<int>.Form(1, 2, []), ct);
                    await mcp.OnceAsync("l", _ => Task.FromResult(new[] { DayOfWeek.Friday }));
                    await mcp.OnceAsync("m", async _ => new Dictionary<string, Point?> { ["a"] = null }, ct);
                    await mcp.OnceAsync<string?>("n", async _ => null);
                    await mcp.OnceAsync<System.Text.Json.JsonElement>("o", async _ => default, ct);
                    var (first, second) = await mcp!.Ask(mcp.ElicitAsync<int>("j"), mcp.ElicitAsync<int>("k"));
                    return first.Value + second.Value;
                });
            }

            public static ValueTask<Elicited<bool>> AskAsync(this McpContext mcp) => mcp.ElicitAsync<bool>("?");
        }
        """);

    [Fact]
    public void Completions() => Compiles("""
        public static class Places
        {
            public static readonly HashSet<string> Set = [];
            public static List<string>? Maybe => null;
            public static async ValueTask<IEnumerable<string>> LaterAsync(ILogger log, CancellationToken ct) { await Task.Yield(); return []; }
            public static IAsyncEnumerable<string> Stream(string? @class, string typed) => null!;
            public interface ILogger;
        }
        public abstract class Common(Random random) { public IEnumerable<string> Own => [$"{random}"]; }
        public class Prompts(Random random) : Common(random), IDisposable
        {
            [McpPrompt] public string Ask([Complete(nameof(Own))] string a, [Complete(nameof(Async))] string @class, [Complete(typeof(Places), nameof(Places.Stream))] string c, [Complete(typeof(Places), nameof(Places.Set))] DayOfWeek d) => a;
            [McpResource("a://{x}{/path*}{?flag}")] public static string Read([Complete(typeof(Places), nameof(Places.LaterAsync))] string x, [Complete(typeof(Places), nameof(Places.Maybe))] string[] path, bool flag = false) => x;
            public async Task<string[]> Async(McpContext mcp, IServiceProvider services, IReadOnlyDictionary<string, string> chosen) { await Task.Yield(); return []; }
            public void Dispose() { }
        }
        public class Required { public required string Name { get; init; } public string[] Names => [Name]; [McpPrompt] public string Ask([Complete("Names")] string a) => a; }
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Add<Prompts>().Add<Required>();
                app.Resource("b://{x}", ([Complete(typeof(Places), nameof(Places.Set))] string x) => x);
            }
        }
        """);

    [Fact]
    public void Sixty_six_arguments() => Compiles($$"""
        public static class Setup
        {
            public static void Run(McpServerBuilder app) => app.Tool("many", ({{string.Join(", ", Enumerable.Range(0, 66).Select(i => $"int a{i}"))}}) => a65);
        }
        """);

    [Fact]
    public void Classes() => Compiles("""
        public abstract class Common { [McpTool(Description = "d")] public virtual string Shared() => ""; [McpTool(Description = "d")] public string Own() => ""; }
        public class First : Common { public override string Shared() => "1"; }
        public class Second : Common { [McpTool(Description = "d")] public override string Shared() => "2"; }
        public static class Statics { [McpTool(Description = "d")] public static int One() => 1; }
        public class Generic<T> where T : new() { [McpTool(Description = "d")] public string Kind() => typeof(T).Name; }
        public partial class Parted { [McpTool(Description = "d")] public string A() => ""; }
        public partial class Parted { [McpTool(Description = "d")] public string B() => ""; }
        public class Required { public required string Name { get; init; } [McpTool(Description = "d")] public string Say() => Name; }
        public record Recorded(Random Random, IServiceProvider? Services = null) { [McpTool(Description = "d")] public int Next() => Random.Next(); }
        public static class Setup
        {
            public static void Run(McpServerBuilder app)
            {
                app.Add<First>().Add<Second>().Add<Generic<int>>().Add<Generic<List<string?>>>();
                app.AddFromAssembly();
            }
        }
        """);

    [Fact]
    public void Json_contexts() => Compiles("""
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        public class Outer<T> { public record Inner(T Value, [property: MaxLength(2)] T[] Values); }
        public record Base { [Range(1, 2)] public int Id { get; init; } public virtual string? Name { get; set; } }
        public record Derived(string Extra) : Base { [StringLength(3)] public override string? Name { get; set; } [Range(3, 4)] public new int Id { get; set; } }
        public struct Point { [Range(1, 2)] public int X { get; init; } public int? Y { get; set; } }
        public class Big
        {
            public required string @event { get; set; }
            public Big? Left { get; set; }
            public List<Big?>[] Many { get; set; } = [];
            public ImmutableArray<Point> Points { get; set; }
            public ImmutableArray<Point>? More { get; set; }
            public Dictionary<Guid, Dictionary<string, Point?>>? Deep { get; set; }
            [MinLength(1)] public IReadOnlyDictionary<string, int>? Map { get; set; }
            [MinLength(1)] public IEnumerable<int>? Numbers { get; set; }
            [Base64String] public string? Bytes { get; set; }
            [AllowedValues("a", null), RegularExpression("a")] public string? Letter { get; set; }
            [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] public DayOfWeek? Day { get; set; }
            public AttributeTargets Targets { get; set; }
            public (int, string) Tuple { get; set; }
            public object? Anything { get; set; }
            public Version? Version { get; set; }
            [Required] public Stream? Stream { get; set; }
            public string Secret { private get; set; } = "";
            public readonly int Field;
        }
        [JsonDerivedType(typeof(Cat), 1), JsonDerivedType(typeof(Lion), 2)] public interface IAnimal { string Name { get; } }
        public record Cat(string Name) : IAnimal;
        public record Lion(string Name, [property: Range(1, 2)] int Mane) : Cat(Name);
        [JsonDerivedType(typeof(Leaf))] public class Tree { public string? Text { get; set; } }
        public class Leaf : Tree;
        [JsonDerivedType(typeof(Own), "own")] public abstract class Plain;
        public class Own : Plain { public string? Text { get; set; } }
        public class Uncovered { public Big? Big { get; set; } public List<Derived> All { get; set; } = []; public Point? At { get; set; } }
        public class Tools
        {
            [McpTool(Description = "d")] public Outer<int>.Inner A(Outer<int>.Inner x) => x;
            [McpTool(Description = "d")] public List<Derived?> B(Derived d, Base b, Point p, Point? q, Point[] r) => [];
            [McpTool(Description = "d")] public Task<Big?> C(Big big, Dictionary<string, Big> map, Big? other = null) => null!;
            [McpTool(Description = "d")] public IAnimal D(IAnimal animal, Tree tree) => animal;
            [McpTool(Description = "d")] public Uncovered E(Uncovered u, Plain plain) => u;
            [McpTool(Description = "d")] public async IAsyncEnumerable<Point?> F() { await Task.Yield(); yield break; }
            [McpResource("a://{x}")] public Big? G(int x) => null;
        }
        public static class Setup { public static void Run(McpServerBuilder app) => app.Add<Tools>(); }
        namespace Contexts
        {
            public static class Holder
            {
                [JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
                [JsonSerializable(typeof(Outer<int>.Inner)), JsonSerializable(typeof(Derived)), JsonSerializable(typeof(Base)), JsonSerializable(typeof(Point)), JsonSerializable(typeof(Big))]
                [JsonSerializable(typeof(IAnimal)), JsonSerializable(typeof(Tree)), JsonSerializable(typeof(Own)), JsonSerializable(typeof(int[]))]
                internal class Context() : JsonSerializerContext(null)
                {
                    public static Context Default { get; } = new();
                    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                    public override JsonTypeInfo? GetTypeInfo(Type type) => null;
                }
            }
        }
        """);

    private static void Compiles(string source) => Assert.NotEmpty(new Project(source).Generate());
}
