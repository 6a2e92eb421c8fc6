using Fairlead;
using SystemMonitor;

var app = McpApp.Create("system-monitor", args);
app.Options.Instructions = "Read-only facts about the machine that this server runs on. Start with docs://system-overview.";

app.Add<SystemTools>();
app.Add<SystemDocs>();

await app.RunAsync();
