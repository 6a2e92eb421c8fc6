using Fairlead;

var app = McpApp.Create("greeter", args);

app.Tool("greet", (string name) => $"Hello, {name}!", "Greet someone by name.");

await app.RunAsync();
