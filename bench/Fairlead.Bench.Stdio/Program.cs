using Fairlead;

var app = McpApp.Create("bench", args);
app.Tool("greet", (string name, int times, bool loud) => loud && times > 0 ? $"HELLO, {name}!" : $"Hello, {name}!", "Greet someone by name.");
await app.RunAsync();
