using System.Text;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests.Engine;

/// <summary>Values of a template's variables that would lead out of their directory, as they come over the wire.</summary>
public sealed class TraversalTests
{
    private string? _arguments;

    private ResourceTemplate Files(params string[] traversable) => new()
    {
        Name = "file",
        Template = UriTemplate.Parse("files://{+path}"),
        TraversableVariables = traversable,
        Invoke = call =>
        {
            _arguments = Encoding.UTF8.GetString(call.Arguments.Span);
            return default;
        },
    };

    private static Task<string> ReadAsync(RawClient client, string path) => client.AskAsync(Messages.Modern("resources/read", $"\"uri\":\"files://{path}\""));

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("%2e%2e/secret")]
    [InlineData("a%2f..%2f..%2fsecret")]
    [InlineData("a%5c..%5csecret")]
    [InlineData("/etc/passwd")]
    [InlineData("%2fetc/passwd")]
    [InlineData("%5c%5cserver%5cshare")]
    [InlineData("//server/share")]
    [InlineData("C:/windows")]
    [InlineData("c%3Awindows")]
    [InlineData("a%00.txt")]
    public async Task They_are_refused_before_the_component_runs(string path)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Files()));
        var reply = await ReadAsync(client, path);
        Assert.Contains("\"code\":-32602,\"message\":\"path: must not be absolute, leave its directory ('..') or hold a NUL.\"", reply, StringComparison.Ordinal);
        Assert.Null(_arguments);
    }

    [Theory]
    [InlineData("%252e%252e/secret", "%2e%2e/secret")]
    [InlineData("a..b/..c", "a..b/..c")]
    [InlineData("docs/a%20b.txt", "docs/a b.txt")]
    public async Task What_only_looks_like_it_is_served_and_decoded_once(string path, string value)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Files()));
        await ReadAsync(client, path);
        Assert.Equal($$"""{"path":"{{value}}"}""", _arguments);
    }

    [Fact]
    public async Task A_variable_may_ask_for_them()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Files("path")));
        await ReadAsync(client, "../secret");
        Assert.Equal("""{"path":"../secret"}""", _arguments);
    }
}
