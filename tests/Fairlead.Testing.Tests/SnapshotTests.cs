namespace Fairlead.Testing.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairlead-surface").FullName;

    [Theory]
    [InlineData(Over.Memory)]
    [InlineData(Over.Http)]
    public async Task The_surface_is_what_was_kept(Over over)
    {
        await using var client = await ShopApp.ConnectAsync("2026-07-28", over);
        (await client.SnapshotAsync()).ShouldMatchFile("Shop.surface.json");
    }

    [Fact]
    public async Task The_order_of_registration_does_not_count()
    {
        Assert.Equal(await OfAsync(app =>
        {
            app.Tool("a", (int x, int y) => x + y, "Add.");
            app.Tool("b", () => "b", "B.");
        }), await OfAsync(app =>
        {
            app.Tool("b", () => "b", "B.");
            app.Tool("a", (int y, int x) => x + y, "Add.");
        }));
    }

    [Fact]
    public async Task A_breaking_change_fails_and_says_what_broke()
    {
        var file = Path.Combine(_folder, "surface.json");
        await using var old = await ConnectAsync(app =>
        {
            app.Tool("find", (string name, int top = 10) => name, "Find.");
            app.Tool("drop", () => "x", "Drop.");
        });
        var before = await old.SnapshotAsync();
        Assert.Contains("It was written with what the server is now", Assert.Throws<McpTestException>(() => before.ShouldMatchFile(file)).Message, StringComparison.Ordinal);
        before.ShouldMatchFile(file);

        await using var changed = await ConnectAsync(app => app.Tool("find", (string query, int top) => query, "Find things."));
        var after = await changed.SnapshotAsync();
        Assert.Equal(
            [
                """- tools.drop: {"description":"Drop.","inputSchema":{"additionalProperties":false,"type":"object"},"title":"Drop"}""",
                """~ tools.find.description: "Find." → "Find things." """.TrimEnd(),
                """- tools.find.inputSchema.properties.name: {"type":"string"}""",
                """- tools.find.inputSchema.properties.top.default: 10""",
                """+ tools.find.inputSchema.properties.query: {"type":"string"}""",
                """- tools.find.inputSchema.required: "name" """.TrimEnd(),
                """+ tools.find.inputSchema.required: "query" """.TrimEnd(),
                """+ tools.find.inputSchema.required: "top" """.TrimEnd(),
            ],
            after.DifferencesFrom(before.Json));
        var message = Assert.Throws<McpTestException>(() => after.ShouldMatchFile(file)).Message;
        Assert.Contains("- tools.find.inputSchema.properties.name: {\"type\":\"string\"}\n", message, StringComparison.Ordinal);
        Assert.EndsWith("If that is meant, run the tests once with FAIRLEAD_UPDATE_SNAPSHOTS=1.", message, StringComparison.Ordinal);
        Assert.Empty(before.DifferencesFrom(File.ReadAllText(file)));
    }

    [Fact]
    public async Task A_path_that_the_build_has_mapped_is_told()
    {
        await using var client = await ConnectAsync(app => app.Tool("a", () => "a", "A."));
        var snapshot = await client.SnapshotAsync();
        Assert.Contains("Hand over an absolute path.", Assert.Throws<McpTestException>(() => snapshot.ShouldMatchFile("a.json", "/_/none/Tests.cs")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<McpTestClient> ConnectAsync(Action<McpApp> configure)
    {
        var app = McpApp.Create("test");
        configure(app);
        return McpTest.ConnectAsync(app);
    }

    private static async Task<string> OfAsync(Action<McpApp> configure)
    {
        await using var client = await ConnectAsync(configure);
        return (await client.SnapshotAsync()).Json;
    }
}
