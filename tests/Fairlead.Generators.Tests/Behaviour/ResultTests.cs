using System.Runtime.CompilerServices;
using Fairlead.Core.Tests;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace Fairlead.Generators.Tests.Behaviour;

public class ResultTests
{
    [Theory]
    [InlineData("text", """{"content":[{"type":"text","text":"é \"x\""}]}""")]
    [InlineData("null_text", """{"content":[{"type":"text","text":""}]}""")]
    [InlineData("nothing", """{"content":[]}""")]
    [InlineData("task", """{"content":[]}""")]
    [InlineData("number", """{"content":[{"type":"text","text":"7"}],"structuredContent":7}""")]
    [InlineData("no_number", """{"content":[{"type":"text","text":"null"}],"structuredContent":null}""")]
    [InlineData("color", """{"content":[{"type":"text","text":"\"dark_green\""}],"structuredContent":"dark_green"}""")]
    [InlineData("list", """{"content":[{"type":"text","text":"[\"a\",\"b\"]"}],"structuredContent":["a","b"]}""")]
    [InlineData("map", """{"content":[{"type":"text","text":"{\"a\":[1]}"}],"structuredContent":{"a":[1]}}""")]
    [InlineData("block", """{"content":[{"type":"text","text":"b"}]}""")]
    [InlineData("blocks", """{"content":[{"type":"text","text":"1"},{"type":"image","data":"AQI=","mimeType":"image/png"}]}""")]
    [InlineData("image", """{"content":[{"type":"image","data":"AQI=","mimeType":"image/png"}]}""")]
    [InlineData("images", """{"content":[{"type":"image","data":"AQI=","mimeType":"image/png"}]}""")]
    [InlineData("plain_bytes", """{"content":[{"type":"resource","resource":{"uri":"result://plain_bytes","mimeType":"application/octet-stream","blob":"AQI="}}]}""")]
    [InlineData("audio", """{"content":[{"type":"audio","data":"AQI=","mimeType":"audio/wav"}]}""")]
    [InlineData("file", """{"content":[{"type":"resource","resource":{"uri":"file:///a.txt","mimeType":"text/plain","text":"hi"}}]}""")]
    [InlineData("bytes", """{"content":[{"type":"image","data":"AQI=","mimeType":"image/gif"}]}""")]
    [InlineData("stream", """{"content":[{"type":"resource","resource":{"uri":"result://stream","mimeType":"application/pdf","blob":"AQI="}}]}""")]
    [InlineData("texts", """{"content":[{"type":"text","text":"onetwo"}]}""")]
    [InlineData("items", """{"content":[{"type":"text","text":"[1,2]"}],"structuredContent":[1,2]}""")]
    [InlineData("ai", """{"content":[{"type":"text","text":"ai"}]}""")]
    [InlineData("link", """{"content":[{"type":"resource_link","uri":"a://b","name":"b"}]}""")]
    [InlineData("later", """{"content":[{"type":"text","text":"later"}]}""")]
    [InlineData("failed", """{"content":[{"type":"text","text":"no"}],"isError":true}""")]
    [InlineData("user", """{"content":[{"type":"text","text":"{\"id\":\"1\",\"name\":\"Ann\",\"email\":null}"}],"structuredContent":{"id":"1","name":"Ann","email":null}}""")]
    public async Task A_result_is_written_by_its_kind(string tool, string expected)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<ResultTools>());
        Assert.Equal(expected, await client.CallAsync(tool));
    }

    [Theory]
    [InlineData("number", "2025-11-25", """{"content":[{"type":"text","text":"7"}],"structuredContent":{"result":7}}""")]
    [InlineData("no_number", "2025-11-25", """{"content":[{"type":"text","text":"null"}],"structuredContent":{"result":null}}""")]
    [InlineData("map", "2025-06-18", """{"content":[{"type":"text","text":"{\"a\":[1]}"}],"structuredContent":{"a":[1]}}""")]
    [InlineData("number", "2025-03-26", """{"content":[{"type":"text","text":"7"}]}""")]
    [InlineData("audio", "2025-03-26", """{"content":[{"type":"audio","data":"AQI=","mimeType":"audio/wav"}]}""")]
    [InlineData("audio", "2024-11-05", """{"content":[{"type":"text","text":"[Audio of type audio/wav left out: protocol revision 2024-11-05 has no audio content.]"}]}""")]
    [InlineData("link", "2025-03-26", """{"content":[{"type":"text","text":"[Resource b: a://b]"}]}""")]
    public async Task Older_clients_get_what_they_know(string tool, string version, string expected)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<ResultTools>());
        await client.InitializeAsync(version);
        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"result":{{expected}}}""", await client.AskAsync(Messages.Legacy("tools/call", $"\"name\":\"{tool}\"")));
    }

    [Fact]
    public async Task A_value_that_is_no_object_has_two_schemas()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<ResultTools>());
        Assert.Equal("""{"type":"array","items":{"type":"string"}}""", await client.DefinitionAsync("list", "outputSchema"));
        Assert.Null(await client.DefinitionAsync("text", "outputSchema"));
        await client.InitializeAsync("2025-11-25");
        Assert.Contains(
            "\"outputSchema\":{\"type\":\"object\",\"properties\":{\"result\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},\"required\":[\"result\"]}",
            await client.AskAsync(Messages.Legacy("tools/list")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_that_was_never_to_be_is_found()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<ResultTools>());
        Assert.Contains("Tool broken failed.", await client.TextAsync("broken"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_sent_as_progress_while_they_come()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<ResultTools>());
        await client.InitializeAsync("2025-11-25");
        await client.SendAsync(Messages.Legacy("tools/call", "\"name\":\"texts\",\"_meta\":{\"progressToken\":\"p\"}"));
        Assert.Contains("""{"progressToken":"p","progress":1,"message":"one"}""", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("""{"progressToken":"p","progress":2,"message":"two"}""", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("onetwo", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    public sealed class ResultTools
    {
        private static readonly byte[] Two = [1, 2];

        [McpTool] public string Text() => "é \"x\"";

        [McpTool] public string? NullText() => null;

        [McpTool] public void Nothing() { }

        [McpTool] public Task TaskAsync() => Task.CompletedTask;

        [McpTool] public int Number() => 7;

        [McpTool] public int? NoNumber() => null;

        [McpTool] public Color Color() => Behaviour.Color.Green;

        [McpTool] public IEnumerable<string> List() => ["a", "b"];

        [McpTool] public Dictionary<string, int[]> Map() => new() { ["a"] = [1] };

        [McpTool] public ContentBlock Block() => new TextContentBlock { Text = "b" };

        [McpTool] public IEnumerable<ContentBlock> Blocks() => [new TextContentBlock { Text = "1" }, Fairlead.Image.FromBytes(Two)];

        [McpTool] public Image Image() => Fairlead.Image.FromBytes(Two);

        [McpTool] public List<Image> Images() => [Fairlead.Image.FromBytes(Two)];

        [McpTool] public ReadOnlyMemory<byte> PlainBytes() => Two;

        [McpTool] public Audio Audio() => Fairlead.Audio.FromBytes(Two);

        [McpTool] public FileContent File() => FileContent.FromText("hi", "file:///a.txt");

        [McpTool]
        [return: Media("image/gif")]
        public byte[] Bytes() => Two;

        [McpTool]
        [return: Media("application/pdf")]
        public Stream Stream() => new MemoryStream(Two);

        [McpTool]
        public async IAsyncEnumerable<string> Texts([EnumeratorCancellation] CancellationToken ct)
        {
            yield return "one";
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return "two";
        }

        [McpTool]
        public async IAsyncEnumerable<int> Items()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
        }

        [McpTool] public AIContent Ai() => new TextContent("ai");

        [McpTool] public ContentBlock Link() => new ResourceLinkBlock { Uri = "a://b", Name = "b" };

        [McpTool]
        public async ValueTask<string> LaterAsync()
        {
            await Task.Yield();
            return "later";
        }

        [McpTool] public CallToolResult Failed() => new() { Content = [new TextContentBlock { Text = "no" }], IsError = true };

        [McpTool] public User User() => new("1", "Ann", null);

        [McpTool] public User Broken() => new(null!, "Ann", null);
    }
}
