using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

// The official C# SDK over stdio, as its documentation sets it up.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Greetings>();
await builder.Build().RunAsync();

/// <summary>The tool that is called.</summary>
[McpServerToolType]
internal sealed class Greetings
{
    [McpServerTool(Name = "greet"), Description("Greet someone by name.")]
    public static string Greet(string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!";
}
