using System.Text.Json;
using Fairlead.Core.Tests;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>Short ways to call a component and to look at the answer.</summary>
internal static class Answer
{
    /// <summary>The result of a tool, without what the engine adds.</summary>
    public static async Task<string> CallAsync(this RawClient client, string tool, string arguments = "{}") =>
        Result(await client.AskAsync(Messages.Call(tool, arguments)));

    /// <summary>The text of a tool's first block of content.</summary>
    public static async Task<string> TextAsync(this RawClient client, string tool, string arguments = "{}")
    {
        using var reply = JsonDocument.Parse(await client.AskAsync(Messages.Call(tool, arguments)));
        return reply.RootElement.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;
    }

    /// <summary>A member of a tool's definition as JSON.</summary>
    public static async Task<string?> DefinitionAsync(this RawClient client, string tool, string member = "inputSchema")
    {
        using var reply = JsonDocument.Parse(await client.AskAsync(Messages.Modern("tools/list")));
        var found = reply.RootElement.GetProperty("result").GetProperty("tools").EnumerateArray().Single(one => one.GetProperty("name").GetString() == tool);
        return found.TryGetProperty(member, out var value) ? value.GetRawText() : null;
    }

    private static string Result(string reply)
    {
        var start = reply.IndexOf("\"result\":", StringComparison.Ordinal);
        if (start < 0) return reply;
        var end = reply.IndexOf(",\"resultType\"", StringComparison.Ordinal);
        return reply[(start + "\"result\":".Length)..end] + "}";
    }
}
