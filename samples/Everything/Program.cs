using Everything;
using Fairlead;
using Microsoft.Extensions.DependencyInjection;

var app = McpApp.Create("everything", args);
app.Options.Instructions = "Every feature of the protocol, once: for tests of clients and servers, and as a showcase.";

app.Services.AddSingleton(TimeProvider.System);

app.Add<ContentTools>();
app.Add<ReportingTools>();
app.Add<QuestionTools>();
app.Add<RoundTools>();
app.Add<SchemaTools>();
app.AddTasks(static tasks => tasks.PollInterval = TimeSpan.FromMilliseconds(200)).Add<TaskTools>();
app.Add<Documents>();
app.Add<Prompts>();
ListChanges.Add(app);

await app.RunAsync();
