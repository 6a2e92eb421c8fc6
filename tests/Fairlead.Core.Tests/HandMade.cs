using System.Text;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Core.Tests;

/// <summary>Components as the generator would make them, for tests of the engine alone.</summary>
internal static class HandMade
{
    public static Tool Tool(string name, Func<McpCall, ValueTask> invoke, TimeSpan? timeout = null, string? version = null) => new()
    {
        Name = name,
        Version = version,
        InputSchema = """{"type":"object","additionalProperties":false}"""u8.ToArray(),
        Timeout = timeout,
        Invoke = call => invoke(call),
    };

    public static Tool Text(string name, string text = "ok", string? version = null) => Tool(
        name,
        call =>
        {
            call.Result.SetText(text);
            return default;
        },
        version: version);

    public static Prompt Prompt(string name) => new() { Name = name, Invoke = static _ => default };

    public static Resource Resource(string uri) => new() { Name = "doc", Uri = uri, Invoke = static _ => default };

    public static ResourceTemplate Template(string template) => new() { Name = "item", Template = UriTemplate.Parse(template), Invoke = static _ => default };

    /// <summary>Answers with its arguments, as text.</summary>
    public static Tool Echo(string name = "echo") => Tool(name, call =>
    {
        call.Result.SetText(Encoding.UTF8.GetString(call.Arguments.Span));
        return default;
    });
}
