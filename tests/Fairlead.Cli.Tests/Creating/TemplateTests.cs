using System.Text.RegularExpressions;

namespace Fairlead.Cli.Tests.Creating;

/// <summary>What the templates produce: both ways the same, and servers that work.</summary>
public sealed partial class TemplateTests(TemplateFeed feed) : IClassFixture<TemplateFeed>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    [InlineData("production")]
    public async Task Dotnet_new_and_fairlead_new_make_the_same_of_a_name_with_everything_in_it(string template)
    {
        await CreateAsync(template, "my-shop.2nd_Floor", "tool");
        await feed.CreateAsync(template, "my-shop.2nd_Floor", Path.Combine(_folder.Path, "package"));
        var tool = Files("tool");
        Assert.Equal(tool, Files("package"));
        Assert.DoesNotContain(tool, static file => (file.Key + file.Value).Contains("McpServer", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_produced_stdio_server_passes_its_tests_and_is_called()
    {
        // This one comes from the package, so that what the package says of versions is tried too.
        await feed.CreateAsync("stdio", "Server", Path.Combine(_folder.Path, "Server"));
        await TestAsync("Server", passed: 3);
        var run = await RunAsync("Server", "call", "Server", "greet", "name=Ada", "--text");
        Assert.Equal("Hello, Ada!\n", run.ShouldSucceed().Output);
    }

    [Fact]
    public async Task A_produced_http_server_passes_its_tests_and_is_called()
    {
        await CreateAsync("http", "my-notes", "my-notes");
        await TestAsync("my-notes", passed: 3);
        await using var server = await HttpSample.StartAsync(Program("my-notes", "--port", "0"));
        (await RunAsync("my-notes", "call", server.Url.ToString(), "add_note", "text=Water the plants")).ShouldSucceed();
        Assert.Equal("Water the plants\n", (await RunAsync("my-notes", "read", server.Url.ToString(), "notes://1", "--text")).ShouldSucceed().Output);
        Assert.Equal("The note was deleted.\n", (await RunAsync("my-notes", "call", server.Url.ToString(), "delete_note", "id=1", "--answer", "confirm=true", "--text")).ShouldSucceed().Output);
    }

    [Fact]
    public async Task A_produced_production_server_passes_its_tests_and_knows_its_callers()
    {
        await CreateAsync("production", "Acme.Orders", "orders");
        await TestAsync("orders", passed: 4);
        var made = await feed.DotnetAsync(Path.Combine(_folder.Path, "orders"), [.. Program("orders", "token", "new", "--subject", "ada", "--scopes", "stock:read")[1..]]);
        var audit = Path.Combine(_folder.Path, "audit.jsonl");
        await using (var server = await HttpSample.StartAsync(Program("orders", "--port", "0", "--Mcp:Tokens:0:Hash", Hash().Match(made).Value, "--Mcp:Tokens:0:Subject", "ada", "--Mcp:Tokens:0:Scopes:0", "stock:read", "--Audit:File", audit)))
        {
            var url = server.Url.ToString();
            var authorization = $"Authorization: Bearer {Token().Match(made).Value}";
            (await RunAsync("orders", "call", url, "find_stock", "-H", authorization)).ShouldSucceed();
            (await RunAsync("orders", "call", url, "take_stock", "product=gear", "quantity=1", "-H", authorization)).ShouldFail(2, "lists no tool \"take_stock\"");
            (await RunAsync("orders", "call", url, "find_stock")).ShouldFail(4, "401");
            // A server that is stopped writes its audit to the end.
            await ToolRun.OfAsync(new ToolOptions(), "kill", "-TERM", $"{server.Child.Process.Id}");
            await server.Child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"sub\":\"ada\"", await File.ReadAllTextAsync(audit, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task CreateAsync(string template, string name, string output)
    {
        var run = (await RunAsync(".", "new", template, name, "--output", output)).ShouldSucceed();
        Assert.Equal(name, (string?)run.Json["name"]);
    }

    private Task<ToolRun> RunAsync(string folder, params string[] arguments) =>
        Tool.RunAsync(new ToolOptions { Folder = Path.Combine(_folder.Path, folder), Environment = new(feed.Environment) }, arguments);

    private async Task TestAsync(string folder, int passed)
    {
        var output = await feed.DotnetAsync(Path.Combine(_folder.Path, folder), "test");
        Assert.Matches($@"succeeded: {passed}\s", output);
        Assert.Matches(@"failed: 0\s", output);
    }

    // The tests of the project have built it.
    private string[] Program(string folder, params string[] arguments)
    {
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(_folder.Path, folder), "*.slnx").Single());
        return ["dotnet", Path.Combine(_folder.Path, folder, "src", name, "bin", "Debug", "net10.0", name + ".dll"), .. arguments];
    }

    /// <summary>The files of a project by their paths, without the version, which is that of the tool or of the package.</summary>
    private SortedDictionary<string, string> Files(string folder)
    {
        var root = Path.Combine(_folder.Path, folder);
        return new(
            Directory.GetFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
                .ToDictionary(path => Path.GetRelativePath(root, path), static path => Version().Replace(File.ReadAllText(path), "VERSION")),
            StringComparer.Ordinal);
    }

    [GeneratedRegex("(?<== ''\">)[^<]+(?=</FairleadVersion>)")]
    private static partial Regex Version();

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex("fl_[A-Za-z0-9_-]+")]
    private static partial Regex Token();
}
