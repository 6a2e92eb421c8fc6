namespace Fairlead.Cli.Tests.Creating;

public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Without_a_template_they_are_listed()
    {
        var run = (await RunAsync("new")).ShouldSucceed();
        Assert.Equal(["stdio", "http", "production"], System.Text.Json.Nodes.JsonNode.Parse(run.Output)!.AsArray().Select(static template => (string?)template!["name"]));
        Assert.Empty(Here());
    }

    [Fact]
    public async Task The_version_of_the_packages_is_that_of_the_tool()
    {
        (await RunAsync("new", "stdio", "Weather")).ShouldSucceed();
        var version = Fairlead.Cli.Program.Version;
        Assert.Contains($">{version}</FairleadVersion>", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "Weather", "Directory.Packages.props"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_folder_gives_it()
    {
        var run = (await RunAsync("new", "http", "--output", "some/where")).ShouldSucceed();
        Assert.Equal("where", (string?)run.Json["name"]);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "some", "where", "where.slnx")));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "here"));
        (await Tool.RunAsync(new ToolOptions { Folder = Path.Combine(_folder.Path, "here") }, "new", "http")).ShouldSucceed();
        Assert.True(File.Exists(Path.Combine(_folder.Path, "here", "here.slnx")));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData("1st")]
    [InlineData("Näme")]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData("a b")]
    [InlineData("\"><x")]
    [InlineData("My.class")]
    [InlineData("fairlead.Testing")]
    public async Task A_name_that_is_none_is_refused_and_nothing_is_written(string name)
    {
        (await RunAsync("new", "stdio", name)).ShouldFail(2, "is no name for a server");
        Assert.Empty(Here());
    }

    [Fact]
    public async Task A_template_that_is_none_is_refused()
    {
        (await RunAsync("new", "stdoi", "X")).ShouldFail(2, "There is no template \"stdoi\": there are stdio, http, production.");
        Assert.Empty(Here());
    }

    [Fact]
    public async Task A_folder_with_files_is_left_alone_unless_it_is_forced()
    {
        var mine = _folder.File("Weather/README.md", "mine");
        var other = _folder.File("Weather/notes.txt", "mine too");
        (await RunAsync("new", "stdio", "Weather")).ShouldFail(5, "is not empty");
        Assert.Equal(["README.md", "notes.txt"], Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "Weather")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken));

        (await RunAsync("new", "stdio", "Weather", "--force")).ShouldSucceed();
        Assert.StartsWith("# Weather", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("mine too", await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
        Assert.Equal(["Weather"], Here());
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_told()
    {
        _folder.File("Weather", "a file");
        (await RunAsync("new", "stdio", "Weather")).ShouldFail(5, "is a file");
        (await RunAsync("new", "stdio", "Weather", "--output", "Weather/below")).ShouldFail(5, "Weather/below");
        Assert.Equal(["Weather"], Here());
    }

    [Fact]
    public async Task The_help_has_examples()
    {
        Assert.Contains("fairlead new stdio Weather", (await RunAsync("new", "--help")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolRun> RunAsync(params string[] arguments) => Tool.RunAsync(new ToolOptions { Folder = _folder.Path }, arguments);

    private IEnumerable<string?> Here() => Directory.GetFileSystemEntries(_folder.Path).Select(static path => Path.GetFileName(path));
}
