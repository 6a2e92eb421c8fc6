using Fairlead.Testing;

namespace McpServer._1.Tests;

public class ServerTests
{
    [Fact]
    public async Task Greets_by_name()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]));
        (await client.CallToolAsync("greet", new { name = "World" })).ShouldBeText("Hello, World!");
        client.Tool("greet").ShouldRequire("name");
    }

    [Fact]
    public async Task Counts_words()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]));
        var result = await client.CallToolAsync("count_words", new { text = "To be, or not to be.", top = 2 });
        Assert.Equal(["be", "to"], result.StructuredAs<WordCount>().MostFrequent);
    }

    [Fact]
    public async Task Tells_the_model_what_is_wrong()
    {
        await using var client = await McpTest.ConnectAsync(Server.Create([]));
        (await client.CallToolAsync("count_words", new { text = "", top = 0 })).ShouldBeError("top: must be between 1 and 100, was 0.");
    }
}
