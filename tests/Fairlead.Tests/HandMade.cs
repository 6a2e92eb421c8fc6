using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Tests;

/// <summary>Components as the generator would make them, for tests of the transports alone.</summary>
internal static class HandMade
{
    public static Tool Tool(string name, Func<McpCall, ValueTask> invoke, IReadOnlyList<HeaderParameter>? headers = null) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        HeaderParameters = headers ?? [],
        Invoke = call => invoke(call),
    };

    public static Tool Greet() => new()
    {
        Name = "greet",
        Description = "Greet someone by name.",
        InputSchema = """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}"""u8.ToArray(),
        Invoke = call =>
        {
            var reader = new Utf8JsonReader(call.Arguments.Span);
            while (reader.Read() && reader.TokenType != JsonTokenType.String)
            {
            }

            call.Result.SetText($"Hello, {reader.GetString()}!");
            return default;
        },
    };

    /// <summary>Answers with the number of bytes of its arguments.</summary>
    public static Tool Measure() => Tool("measure", call =>
    {
        call.Result.SetText($"{call.Arguments.Length}");
        return default;
    });

    public static Resource Resource(string uri) => new() { Name = "doc", Uri = uri, Invoke = static _ => default };

    public static ResourceTemplate Template(string template) => new() { Name = "item", Template = UriTemplate.Parse(template), Invoke = static _ => default };

    /// <summary>Reports progress twice before it answers.</summary>
    public static Tool Steps() => Tool("steps", async call =>
    {
        await call.Context.ReportProgressAsync(1, 2, "one");
        await call.Context.ReportProgressAsync(2, 2, "two");
        call.Result.SetText("done");
    });
}
