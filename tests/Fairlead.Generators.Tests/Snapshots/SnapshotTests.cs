using System.Text.RegularExpressions;
using Fairlead.Generators.Tests.Compiling;

namespace Fairlead.Generators.Tests.Snapshots;

public partial class SnapshotTests
{
    [Fact]
    public void Greeter() => Matches("""
        public static class Program
        {
            public static void Run(McpServerBuilder app) => app.Tool("greet", (string name) => $"Hello, {name}!", "Greet someone by name.");
        }
        """);

    [Fact]
    public void Lambda_with_everything() => Matches("""
        public static class Program
        {
            public static void Run(McpServerBuilder app)
            {
                app.Tool("find", [Mark("x", Level = 2)] async ([Description("What."), StringLength(9)] string text, [Range(1, 5)] int? rows = null, McpContext? mcp = null, CancellationToken ct = default) =>
                {
                    await Task.Yield();
                    return new Found(text, rows);
                });
            }
        }
        public sealed record Found(string Text, int? Rows);
        public sealed class MarkAttribute(string name) : Attribute { public string Name => name; public int Level { get; set; } }
        """);

    [Fact]
    public void Class_with_tool_template_and_prompt() => Matches("""
        /// <summary>Tools.</summary>
        public sealed class Tools(IServiceProvider services) : IAsyncDisposable
        {
            /// <summary>Orders something.</summary>
            /// <param name="order">What to order.</param>
            [McpTool(Destructive = true, Timeout = "10s")]
            public Task<Receipt?> Order(Order order, [FromServices] Random random) => Task.FromResult<Receipt?>(null);

            [McpResource("data://users/{id}{/path*}{?page}", MimeType = "text/plain")]
            public string User(string id, [AllowPathTraversal] string[] path, int page = 1) => id;

            [McpPrompt]
            public static string Ask([Description("About what.")] string topic, Tone tone = Tone.Kind) => topic;

            public ValueTask DisposeAsync() => default;
        }
        public sealed class Order { public required string Article { get; init; } public int Count { get; set; } = 1; public string Note { get; init; } = ""; public Order? Next { get; set; } }
        public readonly record struct Receipt(Guid Id, TimeSpan Wait, Tone Tone);
        public enum Tone { Kind, Strict }
        public static class Program { public static void Run(McpServerBuilder app) => app.Add<Tools>(); }
        """);

    [Fact]
    public void Type_of_a_json_context() => Matches("""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        public static class Program
        {
            public static void Run(McpServerBuilder app) => app.Tool("store", (Box box) => box, "Store a box.");
        }
        public sealed record Box(string BoxName, [property: Length(1, 9)] List<Item> AllItems, Dictionary<int, Item>? ById = null, [property: MaxLength(3)] Label[]? Labels = null, Shade Shade = Shade.Dark);
        public sealed class Item { [Range(1, 5)] public int ItemSize { get; set; } public required string Label { get; set; } public TimeOnly? From { get; set; } }
        public sealed class Label { public string? Text { get; set; } public Label? Next { get; set; } }
        public enum Shade { Light, Dark }

        [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.WriteAsString)]
        [JsonSerializable(typeof(Box))]
        public class BoxContext() : JsonSerializerContext(null)
        {
            public static BoxContext Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """);

    [Fact]
    public void Form() => Matches("""
        public static class Program
        {
            public static void Run(McpServerBuilder app) => app.Tool("book", async (McpContext mcp, CancellationToken ct) =>
            {
                var booking = await mcp.ElicitAsync<Booking>("Which table?", ct);
                var really = await mcp.ElicitAsync<bool>("Really?", ct, key: "really");
                return booking.Accepted && really.Value ? booking.Value.Name : "";
            }, "Books a table.");
        }
        /// <summary>A table.</summary>
        public sealed record Booking([StringLength(40)] string Name, Place Place = Place.Inside, [Range(1, 12)] int Seats = 2)
        {
            /// <summary>What else matters.</summary>
            [MaxLength(2)] public Wish[] Wishes { get; init; } = [Wish.Quiet];
        }
        public enum Place { [Display(Name = "By the window")] Window, Inside }
        public enum Wish { Quiet, HighChair }
        """);

    private static void Matches(string source, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        // The encoded location depends on the text of the file only, but says nothing to a reader.
        var files = new Project(source).Generate().Select(file => $"==== {file.Key}\n{file.Value}");
        Snapshot.Matches(name, Location().Replace(string.Join("\n", files), "InterceptsLocation(1, \"…\")"));
    }

    [GeneratedRegex("InterceptsLocation\\(1, \"[^\"]*\"\\)")]
    private static partial Regex Location();
}
