using System.Text;

namespace Fairlead.Tests.Http;

/// <summary>Bodies of all sizes, in whatever pieces they arrive.</summary>
public sealed class BodyTests(GreeterFixture fixture) : IClassFixture<GreeterFixture>
{
    private const int Limit = 200_000;

    private static Post Measure(int length) => Post.Call("measure", $"{{\"text\":\"{new string('x', length)}\"}}");

    [Theory]
    [InlineData(10)]
    [InlineData(32 * 1024)]
    [InlineData(190_000)]
    public async Task A_long_body_is_read_whole(int length)
    {
        var reply = await fixture.Server.AskAsync(Measure(length));
        Assert.Equal($"{length + 11}", reply.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(70_000)]
    public async Task A_chunked_body_is_read_whole(int chunk)
    {
        await using var connection = await fixture.Server.ConnectAsync();
        await connection.SendAsync(Measure(40_000).EncodeChunked(connection.Url, chunk));
        Assert.Equal("40011", (await connection.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_read_whole()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        foreach (var b in Measure(100).Encode(connection.Url)) await connection.SendAsync(new[] { b });
        Assert.Equal("111", (await connection.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task A_length_over_the_limit_is_refused_before_the_body_arrives()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        await connection.SendAsync(Post.Call("measure").With("Content-Length", $"{Limit + 1}").Head(connection.Url, ""));
        var reply = await connection.ReceiveAsync();
        Assert.Equal((413, -32600), (reply.Status, reply.Code));
        Assert.Contains("200,000", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_is_refused_as_soon_as_it_is_over_the_limit()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        var post = Measure(Limit);
        var bytes = post.EncodeChunked(connection.Url, 64 * 1024);

        // The end of the body never arrives.
        await connection.SendAsync(bytes.AsMemory(0, bytes.Length - 5));
        var reply = await connection.ReceiveAsync();
        Assert.Equal((413, -32600), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_served()
    {
        var overhead = Measure(0).Body.Length;
        Assert.Equal(200, (await fixture.Server.AskAsync(Measure(Limit - overhead))).Status);
        Assert.Equal(413, (await fixture.Server.AskAsync(Measure(Limit - overhead + 1))).Status);
    }

    [Fact]
    public async Task Broken_chunks_are_refused_and_the_server_goes_on()
    {
        await using (var connection = await fixture.Server.ConnectAsync())
        {
            await connection.SendAsync(Post.Call("measure").Head(connection.Url, "Transfer-Encoding: chunked"));
            await connection.SendAsync("zz\r\n"u8.ToArray());
            Assert.Equal(400, (await connection.ReceiveAsync()).Status);
        }

        Assert.Equal(200, (await fixture.Server.AskAsync(Measure(1))).Status);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_message_harms_nobody()
    {
        await using (var connection = await fixture.Server.ConnectAsync())
        {
            await connection.SendAsync(Measure(1000).Encode(connection.Url).AsMemory(0, 600));
        }

        Assert.Equal(200, (await fixture.Server.AskAsync(Measure(1))).Status);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        var requests = Enumerable.Range(0, 50).SelectMany(i => i % 10 == 9
            ? new Post("{").Encode(connection.Url)
            : Post.Call("greet", $"{{\"name\":\"{i}\"}}").Encode(connection.Url));
        await connection.SendAsync(requests.ToArray());
        for (var i = 0; i < 50; i++)
        {
            var reply = await connection.ReceiveAsync();
            if (i % 10 == 9) Assert.Equal(-32700, reply.Code);
            else Assert.Equal($"Hello, {i}!", reply.Text);
        }
    }

    [Fact]
    public async Task Text_goes_through_byte_for_byte()
    {
        var reply = await fixture.Server.AskAsync(Post.Call("greet", """{"name":"Zoë <b>世界</b> & \"co\""}"""));
        Assert.Contains("Hello, Zoë <b>世界</b> & \\\"co\\\"!", reply.Body, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetByteCount(reply.Body), int.Parse(reply.Headers["Content-Length"], null));
    }
}
