using Fairlead.Core.Tests;

namespace Fairlead.Generators.Tests.Behaviour;

public class ClassTests
{
    [Fact]
    public async Task A_class_brings_its_tools_resources_and_prompts()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Add<SystemTools>());
        var tools = await client.AskAsync(Messages.Modern("tools/list"));
        Assert.Contains(
            """{"name":"disk_usage","title":"Disk usage","description":"Check disk usage for a given mount point.","inputSchema":{"type":"object","properties":{"path":{"type":"string","description":"Filesystem path to check.","default":"/"},"count":{"type":"integer","description":"How often.","default":1}},"additionalProperties":false},"outputSchema":{"type":"object","description":"How full a disk is.","properties":{"path":{"type":"string","description":"Where it is mounted."},"usedBytes":{"type":"integer","description":"Bytes in use."},"percent":{"type":"number","description":"Share in use."}},"required":["path","usedBytes","percent"]},"annotations":{"readOnlyHint":true}}""",
            tools, StringComparison.Ordinal);
        Assert.Contains(
            """{"content":[{"type":"text","text":"{\"path\":\"/\",\"usedBytes\":300,\"percent\":42.5}"}],"structuredContent":{"path":"/","usedBytes":300,"percent":42.5}""",
            await client.AskAsync(Messages.Call("disk_usage", """{"count":3}""")), StringComparison.Ordinal);
        Assert.Contains(
            """{"contents":[{"uri":"docs://project-overview","mimeType":"text/markdown","text":"# Overview"}]""",
            await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"docs://project-overview\"")), StringComparison.Ordinal);
        Assert.Contains(
            """{"uri":"data://users/7","mimeType":"application/json","text":"{\"id\":\"7\",\"name\":\"Ann\",\"email\":null}"}""",
            await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"data://users/7\"")), StringComparison.Ordinal);
        Assert.Contains("Resource not found", await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"data://users/8\"")), StringComparison.Ordinal);
        Assert.Contains(
            """{"description":"Turns the model into an SQL analyst for a schema.","messages":[{"role":"user","content":{"type":"text","text":"You know public."}}]""",
            await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"sql_expert\"")), StringComparison.Ordinal);
    }
}
