using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests;

public class CallTests
{
    [Fact]
    public async Task A_tool_of_ours_is_called_over_stdio()
    {
        var run = (await Tool.RunAsync("call", Tool.Greeter, "greet", "name=Wörld")).ShouldSucceed();
        Assert.Equal("Hello, Wörld!", (string?)run.Json["content"]![0]!["text"]);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_tool_is_called_over_http_in_every_revision(string revision)
    {
        await using var server = await HttpSample.StartAsync("Everything");
        var run = (await Tool.RunAsync("call", server.Url.ToString(), "greet", "name=42", "--revision", revision, "--text")).ShouldSucceed();
        Assert.Equal("Hello, 42!\n", run.Output);
    }

    [Fact]
    public async Task A_tool_of_the_official_sdk_gets_values_in_the_types_of_its_schema()
    {
        var run = (await Tool.RunAsync("call", Tool.SdkServer, "add", "left=19", "right=23", "--text")).ShouldSucceed();
        Assert.Equal("42\n", run.Output);
        (await Tool.RunAsync("call", Tool.SdkServer, "add", "left=x", "right=23")).ShouldFail(2, "left: must be integer, was \"x\".");
    }

    [Fact]
    public async Task A_tool_of_the_reference_server_is_called()
    {
        var run = (await Tool.RunAsync("call", Tool.Npm("@modelcontextprotocol/server-everything", "stdio"), "get-sum", "a=2", "b:=40", "--text")).ShouldSucceed();
        Assert.Contains("42", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_filesystem_server_is_read()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("note.txt", "written by the test");
        var server = Tool.Npm("@modelcontextprotocol/server-filesystem", folder.Path);
        var run = (await Tool.RunAsync("call", server, "read_text_file", $"path={file}", "--text")).ShouldSucceed();
        Assert.Contains("written by the test", run.Output, StringComparison.Ordinal);
        var outside = await Tool.RunAsync("call", server, "read_text_file", "path=/etc/hostname");
        Assert.Equal(1, outside.ExitCode);
        Assert.True((bool)outside.Json["isError"]!);
    }

    [Fact]
    public async Task Arguments_come_as_json_from_the_standard_input_and_from_files()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("arguments.json", """{"name":"File"}""");
        var text = folder.File("name.txt", "Text");
        Assert.Equal("Hello, Pipe!\n", (await Tool.RunAsync(new ToolOptions { Input = """{"name":"Pipe"}""" }, "call", Tool.Greeter, "greet", "-", "--text")).ShouldSucceed().Output);
        Assert.Equal("Hello, File!\n", (await Tool.RunAsync("call", Tool.Greeter, "greet", "@" + file, "--text")).ShouldSucceed().Output);
        Assert.Equal("Hello, Text!\n", (await Tool.RunAsync("call", Tool.Greeter, "greet", "name=@" + text, "--text")).ShouldSucceed().Output);
        Assert.Equal("Hello, Json!\n", (await Tool.RunAsync("call", Tool.Greeter, "greet", """{"name":"Json"}""", "--text")).ShouldSucceed().Output);
        Assert.Equal("Hello, @at!\n", (await Tool.RunAsync("call", Tool.Greeter, "greet", "name=@@at", "--text")).ShouldSucceed().Output);
    }

    [Fact]
    public async Task A_tools_error_is_its_output_and_an_exit_code()
    {
        var run = await Tool.RunAsync("call", Tool.Greeter, "greet", "naem=x", "--text");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("naem: unknown argument, did you mean name?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_gets_a_suggestion()
    {
        (await Tool.RunAsync("call", Tool.Greeter, "gret", "name=x")).ShouldFail(2, "Did you mean greet?");
        (await Tool.RunAsync("call", Tool.Greeter, "greet", "name")).ShouldFail(2, "\"name\" is no argument: write key=value");
        (await Tool.RunAsync("call", Tool.Greeter, "greet", "{broken")).ShouldFail(2, "not JSON");
        (await Tool.RunAsync("call", Tool.Greeter, "greet", "@/no/such/file")).ShouldFail(5, "/no/such/file");
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_servers_question_is_answered_from_the_command_line(string revision)
    {
        var run = (await Tool.RunAsync("call", Tool.Everything, "test_elicitation", "message=Who?", "--answer", "username=ada", "--answer", "email=a@b.c", "--revision", revision)).ShouldSucceed();
        Assert.Contains("ada", (string?)run.Json["content"]![0]!["text"], StringComparison.Ordinal);
        (await Tool.RunAsync("call", Tool.Everything, "test_elicitation", "message=Who?", "--answer", "username=ada", "--revision", revision)).ShouldFail(2, "Add --answer email=…");
    }

    [Fact]
    public async Task Without_anybody_to_answer_the_server_is_told_so()
    {
        (await Tool.RunAsync("call", Tool.Everything, "test_elicitation", "message=Who?")).ShouldFail(1, "-32021");
    }

    [Fact]
    public async Task Progress_is_told_to_people_and_never_in_the_output()
    {
        var run = (await Tool.RunAsync("call", Tool.Everything, "test_tool_with_progress", "--text")).ShouldSucceed();
        Assert.DoesNotContain("50/100", run.Output, StringComparison.Ordinal);
        Assert.Contains("50/100", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_saved_where_the_user_wants_them_and_overwrite_nothing()
    {
        using var folder = new TemporaryFolder();
        var first = folder.File("image-1.png", "mine");
        var run = (await Tool.RunAsync("call", Tool.Everything, "test_image_content", "--text", "--save", folder.Path)).ShouldSucceed();
        Assert.Contains(Path.Combine(folder.Path, "image-2.png"), run.Output, StringComparison.Ordinal);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(Path.Combine(folder.Path, "image-2.png"), TestContext.Current.CancellationToken))[..4]);
        Assert.Equal("mine", await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken));
    }
}
