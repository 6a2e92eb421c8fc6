using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Arithmetic>();
await builder.Build().RunAsync();

/// <summary>What the official SDK serves.</summary>
[McpServerToolType]
internal sealed class Arithmetic
{
    [McpServerTool(Name = "add"), Description("Adds two integers.")]
    public static int Add([Description("The first.")] int left, [Description("The second.")] int right) => left + right;
}
