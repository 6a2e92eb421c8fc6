using System.Text.Json;
using Fairlead;
using Fairlead.Auditing;
using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The program that the tests start as a process of its own.
var app = McpApp.Create("fixture", args);
app.Hosting.Path = "/from-code";
if (Environment.GetEnvironmentVariable("AUDIT_FILE") is { } audit) app.Audit.ToFile(audit, file => file.Policy = AuditPolicy.FailClosed);
app.Components.Add(new Tool
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

        Console.WriteLine("a tool may write to the console");
        call.Result.SetText($"Hello, {reader.GetString()}!");
        return default;
    },
});
app.Components.Add(new Tool
{
    Name = "hold",
    Description = "Answers when the server is told to stop.",
    InputSchema = """{"type":"object"}"""u8.ToArray(),
    Invoke = async call =>
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = call.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await Console.Error.WriteLineAsync("holding");
        await stopping.Task;
        call.Result.SetText("held to the end");
    },
});
app.Components.Add(new Tool
{
    Name = "who",
    Description = "Says who calls.",
    InputSchema = """{"type":"object"}"""u8.ToArray(),
    Invoke = call =>
    {
        var caller = call.Caller;
        call.Result.SetText(caller.Identity!.IsAuthenticated
            ? $"{caller.Identity.Name} [{string.Join(' ', caller.FindAll("roles").Select(role => role.Value))}] [{caller.FindFirst("scope")?.Value}]"
            : "nobody");
        return default;
    },
});
await app.RunAsync();
