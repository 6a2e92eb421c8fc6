using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

// The official C# SDK over HTTP: stateless|sessions PORT TOOLS
if (args is not [("stateless" or "sessions") and var mode, var port, var tools])
{
    Console.Error.WriteLine("Usage: Fairlead.Bench.SdkHttp stateless|sessions PORT TOOLS");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(port, CultureInfo.InvariantCulture)));
builder.Services
    .AddMcpServer(options => options.ServerInfo = new() { Name = "bench", Version = "1.0.0" })
    .WithHttpTransport(options => options.Stateless = mode == "stateless")
    .WithTools<Greetings>()
    .WithTools(Enumerable.Range(1, int.Parse(tools, CultureInfo.InvariantCulture) - 2).Select(static i =>
        McpServerTool.Create(static (string path) => "", new() { Name = $"tool_{i}", Description = "A tool that is listed." })));
await using var app = builder.Build();
app.MapMcp("/mcp");
await app.RunAsync();
return 0;
