using Fairlead;

var app = McpServer._1.Server.Create(args);

// What happened: every call, allowed or denied, in a chain that shows what was changed. Each instance needs a file of its own.
if (app.Configuration["Audit:Key"] is { Length: > 0 } key) app.Audit.UseKey(Convert.FromBase64String(key));
app.Audit.ToFile(app.Configuration["Audit:File"] ?? "audit.jsonl");

await app.RunAsync(McpTransport.Http);
