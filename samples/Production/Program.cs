using System.Globalization;
using Fairlead;
using Fairlead.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Production;
using Production.Database;
using Production.Tools;

var app = McpApp.Create("orders", args);
app.Options.Instructions = "A shop's orders. Look at schema://tables, search or query, and pay back only when the user wants it.";
var data = Directory.CreateDirectory(app.Configuration["Production:Data"] ?? Path.Combine(AppContext.BaseDirectory, "data")).FullName;

// The database is there before the first call; made with data where there is none.
app.Lifespan((_, cancellationToken) => OrdersDatabase.OpenAsync(Path.Combine(data, "orders.db"), cancellationToken));
app.Services.AddSingleton(TimeProvider.System).AddSingleton<OrderStore>().AddSingleton<QueryRunner>();

// Who calls: the tokens of the section Mcp:Tokens, or some to try the server with.
app.Authentication.AddTokens(tokens =>
{
    if (app.Configuration.GetSection("Mcp:Tokens").Exists()) return;
    foreach (var token in DevelopmentTokens.Of(data, Console.Error)) tokens.Tokens.Add(token);
});

// How much: so many calls of each caller in any minute, counted by all instances together where there is a Redis. While that is
// away each instance counts for itself; FailClosed refuses calls instead.
var calls = int.Parse(app.Configuration["Production:CallsPerMinute"] ?? "600", CultureInfo.InvariantCulture);
app.RateLimit(calls, per: "1m", algorithm: RateLimitAlgorithm.SlidingWindow);
if (app.Configuration["Production:Redis"] is { Length: > 0 } redis) app.UseRedis(redis, options => options.WhenAway = Enum.Parse<WhenAway>(app.Configuration["Production:WhenRedisIsAway"] ?? "Local"));

// What happened: every call, allowed or denied, in a chain that shows what was changed.
// Each instance needs a file of its own.
if (app.Configuration["Production:AuditKey"] is { Length: > 0 } key) app.Audit.UseKey(Convert.FromBase64String(key));
app.Audit.ToFile(app.Configuration["Production:Audit"] ?? Path.Combine(data, "audit.jsonl"));

app.Add<QueryTools>();
app.Add<RefundTools>();
app.Add<OperatorTools>();
app.Services.AddHostedService<FirstSteps>();

await app.RunAsync(McpTransport.Http);
