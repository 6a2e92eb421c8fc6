using Fairlead.Core.Tests;

namespace Fairlead.Generators.Tests.Behaviour;

public class GreeterTests
{
    [Fact]
    public async Task The_smallest_server_lists_exactly_what_the_api_promises()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Tool("greet", (string name) => $"Hello, {name}!", "Greet someone by name."));
        Assert.Contains(
            """[{"name":"greet","title":"Greet","description":"Greet someone by name.","inputSchema":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}}]""",
            await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
        Assert.Contains("""[{"type":"text","text":"Hello, World!"}]""", await client.AskAsync(Messages.Call("greet", """{"name":"World"}""")), StringComparison.Ordinal);
    }
}
