using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Tests.Installing;

public sealed class InstallTests : IDisposable
{
    private const string Server = "npx -y some-server";

    private readonly TemporaryFolder _home = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Targets => new()
    {
        { "claude-desktop", ".config/Claude/claude_desktop_config.json", """{"mcpServers":{"x":{"command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "claude-code", ".claude.json", """{"mcpServers":{"x":{"type":"stdio","command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "cursor", ".cursor/mcp.json", """{"mcpServers":{"x":{"command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "vscode", ".config/Code/User/mcp.json", """{"servers":{"x":{"type":"stdio","command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "windsurf", ".codeium/windsurf/mcp_config.json", """{"mcpServers":{"x":{"command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "gemini", ".gemini/settings.json", """{"mcpServers":{"x":{"command":"npx","args":["-y","some-server"],"env":{"A":"b"}}}}""" },
        { "codex", ".codex/config.toml", "[mcp_servers.x]\ncommand = \"npx\"\nargs = [\"-y\", \"some-server\"]\nenv = { A = \"b\" }\n" },
        { "goose", ".config/goose/config.yaml", "extensions:\n  x:\n    enabled: true\n    type: stdio\n    cmd: npx\n    args:\n      - \"-y\"\n      - some-server\n    envs:\n      A: b\n    timeout: 300\n" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_server_is_written_where_its_client_reads_it_and_goes_again(string client, string file, string expected)
    {
        var path = Path.Combine(_home.Path, file);
        var run = (await RunAsync("install", client, Server, "--name", "x", "--env", "A=b")).ShouldSucceed();
        Assert.Equal(("installed", path), ((string?)run.Json["status"], (string?)run.Json["file"]));
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        if (file.EndsWith("json", StringComparison.Ordinal)) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(text)), text);
        else Assert.Equal(expected, text);

        Assert.Equal("unchanged", (string?)(await RunAsync("install", client, Server, "--name", "x", "--env", "A=b")).ShouldSucceed().Json["status"]);
        (await RunAsync("install", client, Server, "--name", "x")).ShouldFail(2, "has another server x already. --force replaces it");
        Assert.Equal(text, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("replaced", (string?)(await RunAsync("install", client, "npx other", "--name", "x", "--force")).ShouldSucceed().Json["status"]);
        (await RunAsync("install", client, Server, "--name", "y")).ShouldSucceed();
        (await RunAsync("uninstall", client, "x")).ShouldSucceed();
        (await RunAsync("uninstall", client, "x")).ShouldFail(2, "has no server \"x\". Did you mean y?");
        (await RunAsync("uninstall", client, "y")).ShouldSucceed();
        Assert.DoesNotContain("npx", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-code", "project", ".mcp.json", """{"mcpServers":{"x":{"type":"http","url":"https://example.com/mcp","headers":{"Authorization":"Bearer ${TOKEN}"}}}}""")]
    [InlineData("cursor", "project", ".cursor/mcp.json", """{"mcpServers":{"x":{"url":"https://example.com/mcp","headers":{"Authorization":"Bearer ${env:TOKEN}"}}}}""")]
    [InlineData("vscode", "project", ".vscode/mcp.json", """{"servers":{"x":{"type":"http","url":"https://example.com/mcp","headers":{"Authorization":"Bearer ${env:TOKEN}"}}}}""")]
    [InlineData("gemini", "project", ".gemini/settings.json", """{"mcpServers":{"x":{"httpUrl":"https://example.com/mcp","headers":{"Authorization":"Bearer ${TOKEN}"}}}}""")]
    [InlineData("mcp-json", "project", "mcp.json", """{"mcpServers":{"x":{"url":"https://example.com/mcp","headers":{"Authorization":"Bearer ${TOKEN}"}}}}""")]
    [InlineData("codex", "project", ".codex/config.toml", "[mcp_servers.x]\nurl = \"https://example.com/mcp\"\nbearer_token_env_var = \"TOKEN\"\n")]
    public async Task A_url_keeps_its_variables_as_its_client_writes_them(string client, string scope, string file, string expected)
    {
        var run = (await RunAsync("install", client, "https://example.com/mcp", "--name", "x", "--header", "Authorization: Bearer ${TOKEN}", "--scope", scope)).ShouldSucceed();
        Assert.Empty(run.Error);
        var text = await File.ReadAllTextAsync(Path.Combine(_folder.Path, file), TestContext.Current.CancellationToken);
        if (file.EndsWith("json", StringComparison.Ordinal)) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(text)), text);
        else Assert.Equal(expected, text);
    }

    [Fact]
    public async Task Everything_else_in_jsonc_stays_byte_for_byte()
    {
        const string Before = "// mine\r\n{\r\n\t\"inputs\": [ ],\r\n\t\"servers\": {\r\n\t\t/* one */ \"one\": {\"command\": \"a\"}, // the first\r\n\t\t\"two\": { \"command\": \"b\", \"big\": 1.0e3 } // the second\r\n\t}, // end\r\n}\r\n";
        var path = _folder.File(".vscode/mcp.json", Before);
        (await RunAsync("install", "vscode", Server, "--name", "x", "--scope", "project")).ShouldSucceed();
        Assert.Equal(
            Before.Replace("1.0e3 } // the second\r\n", "1.0e3 }, // the second\r\n\t\t\"x\": {\r\n\t\t\t\"type\": \"stdio\",\r\n\t\t\t\"command\": \"npx\",\r\n\t\t\t\"args\": [\r\n\t\t\t\t\"-y\",\r\n\t\t\t\t\"some-server\"\r\n\t\t\t]\r\n\t\t}\r\n", StringComparison.Ordinal),
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        (await RunAsync("uninstall", "vscode", "x", "--scope", "project")).ShouldSucceed();
        Assert.Equal(Before, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        (await RunAsync("uninstall", "vscode", "one", "--scope", "project")).ShouldSucceed();
        Assert.Contains("\r\n\t\t/* one */  // the first\r\n\t\t\"two\"", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"mcpServers\":{}}")]
    [InlineData("{\"mcpServers\":{\"a\":{\"command\":\"b\"}}}")]
    [InlineData("{\n  \"mcpServers\": {\n    // none yet\n  },\n  \"z\": [1, 2]\n}\n")]
    [InlineData("{\n    \"mcpServers\": {\n        \"a\": {\"command\": \"b\"},\n    },\n}\n")]
    public async Task Json_of_every_shape_gets_its_entry_and_goes_back(string before)
    {
        var path = _folder.File("mcp.json", before);
        (await RunAsync("install", "mcp-json", Server, "--name", "x")).ShouldSucceed();
        (await RunAsync("install", "mcp-json", Server, "--name", "y")).ShouldSucceed();
        (await RunAsync("uninstall", "mcp-json", "x")).ShouldSucceed();
        Assert.Equal("unchanged", (string?)(await RunAsync("install", "mcp-json", Server, "--name", "y")).ShouldSucceed().Json["status"]);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        foreach (var part in (string[])["// none yet", "\"z\": [1, 2]", "{\"command\": \"b\"}", "\"a\":1"]) Assert.Equal(before.Contains(part, StringComparison.Ordinal), text.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_else_in_toml_and_yaml_stays_byte_for_byte()
    {
        const string Toml = "# mine\nmodel = 'o3'   # quick\n\n[mcp_servers.one]\ncommand = \"a\"\n\n[mcp_servers.one.env]\nB = \"c\" # kept\n\n# about the profile\n[profiles.fast]\nmodel = \"ü\"\n";
        var toml = _home.File(".codex/config.toml", Toml);
        (await RunAsync("install", "codex", Server, "--name", "x")).ShouldSucceed();
        Assert.Equal(Toml + "\n[mcp_servers.x]\ncommand = \"npx\"\nargs = [\"-y\", \"some-server\"]\n", await File.ReadAllTextAsync(toml, TestContext.Current.CancellationToken));
        (await RunAsync("install", "codex", "npx other", "--name", "one", "--force")).ShouldSucceed();
        Assert.Contains("# quick\n\n[mcp_servers.one]\ncommand = \"npx\"\nargs = [\"other\"]\n\n# about the profile\n[profiles.fast]\n", await File.ReadAllTextAsync(toml, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        const string Yaml = "# mine\nGOOSE_MODEL: gpt   # quick\nextensions:\n  # built in\n  developer:\n    type: builtin\n    enabled: true\n\n  one:\n    type: stdio\n    cmd: a\n# the end\nlast: |\n  # text\n  more\n";
        var yaml = _home.File(".config/goose/config.yaml", Yaml);
        (await RunAsync("install", "goose", Server, "--name", "x")).ShouldSucceed();
        (await RunAsync("uninstall", "goose", "x")).ShouldSucceed();
        Assert.Equal(Yaml, await File.ReadAllTextAsync(yaml, TestContext.Current.CancellationToken));
        (await RunAsync("uninstall", "goose", "one")).ShouldSucceed();
        Assert.Equal(Yaml.Replace("  one:\n    type: stdio\n    cmd: a\n", "", StringComparison.Ordinal), await File.ReadAllTextAsync(yaml, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("mcp-json", "mcp.json", "{broken")]
    [InlineData("mcp-json", "mcp.json", "[]")]
    [InlineData("mcp-json", "mcp.json", "{\"mcpServers\":[]}")]
    [InlineData("mcp-json", "mcp.json", "{\"mcpServers\":{\"a\":{},\"a\":{}}}")]
    [InlineData("mcp-json", "mcp.json", "{} {}")]
    [InlineData("codex", ".codex/config.toml", "model = ")]
    [InlineData("codex", ".codex/config.toml", "a = 1\na = 2\n")]
    [InlineData("codex", ".codex/config.toml", "mcp_servers = { one = { command = \"a\" } }\n")]
    [InlineData("goose", "config.yaml", "a: [1\n")]
    [InlineData("goose", "config.yaml", "a: 1\na: 2\n")]
    [InlineData("goose", "config.yaml", "- 1\n")]
    [InlineData("goose", "config.yaml", "extensions: { a: { type: stdio } }\n")]
    [InlineData("goose", "config.yaml", "extensions: 17\n")]
    public async Task A_configuration_that_cannot_be_changed_is_left_alone(string client, string file, string content)
    {
        var path = _folder.File(file, content);
        (await RunAsync("install", client, Server, "--name", "x", "--file", path)).ShouldFail(5, "was not changed: ");
        Assert.Equal(content, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_changes_nothing()
    {
        var path = _folder.File("mcp.json", "{\n  \"a\": 1\n}\n");
        var run = (await RunAsync("install", "mcp-json", "https://example.com/mcp", "--dry-run", "--text")).ShouldSucceed();
        Assert.StartsWith("example.com would be installed: mcp.json (mcp-json)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  -   \"a\": 1\n  +   \"a\": 1,\n  +   \"mcpServers\": {\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("{\n  \"a\": 1\n}\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        (await RunAsync("install", "cursor", Server, "--name", "x", "--dry-run")).ShouldSucceed();
        Assert.False(Directory.Exists(Path.Combine(_home.Path, ".cursor")));
    }

    [Fact]
    public async Task The_mode_of_a_file_and_a_link_to_it_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are not of Windows.");
            return;
        }

        var real = _folder.File("dotfiles/mcp.json", "{}");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var link = Path.Combine(_folder.Path, "mcp.json");
        File.CreateSymbolicLink(link, real);
        (await RunAsync("install", "mcp-json", Server, "--name", "x")).ShouldSucceed();
        Assert.Equal(real, new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
        Assert.Contains("some-server", await File.ReadAllTextAsync(real, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_fails_in_the_middle_leaves_the_file_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits of the size of files are set by a shell.");
        // The disk is full after some bytes, as far as the tool can see.
        var content = $"{{\"a\":\"{new string('x', 200_000)}\"}}";
        var path = _folder.File("mcp.json", content);
        var start = new ProcessStartInfo("bash", ["-c", $"ulimit -f 100; trap '' XFSZ; exec {string.Join(' ', Tool.Command)} install mcp-json '{Server}' --name x"]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, process.ExitCode);
        Assert.StartsWith("fairlead: mcp.json: ", error, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Entries_of_other_files_keep_their_variables_and_projects_become_their_command()
    {
        _folder.File(".mcp.json", """{"mcpServers":{"github":{"command":"gh","env":{"TOKEN":"${TOKEN}","OTHER":"${env:OTHER}"}}}}""");
        (await RunAsync("install", "cursor", "github")).ShouldSucceed();
        Assert.Equal("""{"TOKEN":"${env:TOKEN}","OTHER":"${env:OTHER}"}""", JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_home.Path, ".cursor", "mcp.json"), TestContext.Current.CancellationToken))!["mcpServers"]!["github"]!["env"]!.ToJsonString());
        (await RunAsync("install", "goose", "github")).ShouldSucceed();
        Assert.Contains("    env_keys:\n      - TOKEN\n      - OTHER\n", await File.ReadAllTextAsync(Path.Combine(_home.Path, ".config", "goose", "config.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await RunAsync("install", "goose", "npx y", "--name", "y", "--env", "A=x${B}")).ShouldFail(2, "goose: it does not replace the variable in \"x${B}\"");

        _folder.File("server.cs", "");
        (await RunAsync("install", "gemini", "server.cs")).ShouldSucceed();
        Assert.Contains(Path.Combine(_folder.Path, "server.cs"), await File.ReadAllTextAsync(Path.Combine(_home.Path, ".gemini", "settings.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API_KEY=abcdef", "claude-code", "API_KEY looks like a secret, and stands in the file as it is. Better: --env 'API_KEY=${API_KEY}'")]
    [InlineData("NOTE=ghp_0123456789", "codex", "Better: --env 'NOTE=${NOTE}'")]
    [InlineData("API_KEY=abcdef", "claude-desktop", "API_KEY looks like a secret")]
    public async Task Secrets_are_warned_of(string variable, string client, string warning)
    {
        var run = (await RunAsync("install", client, Server, "--name", "x", "--env", variable)).ShouldSucceed();
        Assert.Contains(warning, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_command_lines_are_refused()
    {
        (await RunAsync("install", "nothing", Server)).ShouldFail(2, "'claude-desktop'");
        (await RunAsync("install", "cursor", Server)).ShouldFail(2, "is no name that every client takes");
        (await RunAsync("install", "cursor", Server, "--name", "a b")).ShouldFail(2, "is no name");
        (await RunAsync("install", "cursor", "ftp://x")).ShouldFail(2, "http:// or https://");
        (await RunAsync("install", "cursor", "https://example.com/mcp", "--env", "A=b")).ShouldFail(2, "--env is for servers that are started");
        (await RunAsync("install", "cursor", Server, "--name", "x", "--header", "A: b")).ShouldFail(2, "--header is for servers with a URL");
        (await RunAsync("install", "cursor", Server, "--name", "x", "--env", "A")).ShouldFail(2, "--env: write NAME=value");
        (await RunAsync("install", "windsurf", Server, "--name", "x", "--scope", "project")).ShouldFail(2, "windsurf has no file for a project");
        (await RunAsync("install", "mcp-json", Server, "--name", "x", "--scope", "user")).ShouldFail(2, "mcp-json has no file for the user");
        (await RunAsync("install", "claude-desktop", "https://example.com/mcp")).ShouldFail(2, "claude-desktop takes no URL.");
        (await RunAsync("install", "claude-desktop", Server, "--name", "x", "--env", "A=${A}")).ShouldFail(2, "claude-desktop replaces no variables");
        (await RunAsync("install", "codex", "https://example.com/mcp", "--header", "X: a${B}")).ShouldFail(2, "codex: it does not replace the variable");
        (await RunAsync("install", "cursor", Server, "--name", "x", "--file", "/proc/fairlead/mcp.json")).ShouldFail(5, "/proc/fairlead/mcp.json");
        Assert.Empty(Directory.GetFileSystemEntries(_home.Path));
        foreach (var command in (string[])["install", "uninstall"]) Assert.Contains($"fairlead {command} claude-code ", (await RunAsync(command, "--help")).ShouldSucceed().Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _home.Dispose();
        _folder.Dispose();
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => Tool.RunAsync(
        new ToolOptions { Folder = _folder.Path, Environment = { ["HOME"] = _home.Path, ["XDG_CONFIG_HOME"] = null, ["CODEX_HOME"] = null } }, arguments);
}
