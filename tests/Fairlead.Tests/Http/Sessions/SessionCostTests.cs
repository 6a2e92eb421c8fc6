using Fairlead.Tests.Budgets;

namespace Fairlead.Tests.Http.Sessions;

/// <summary>What a session costs that lies idle.</summary>
[Collection(nameof(BudgetsAlone))]
public sealed class SessionCostTests
{
    private const int Sessions = 10_000;
    private const int Budget = 4096;

    [Fact]
    public async Task Ten_thousand_idle_sessions_cost_little()
    {
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Hosting.Sessions.MaxSessionsPerCaller = Sessions + 1;
            app.Components.Add(HandMade.Greet());
        });
        using var client = new BusyClient(server.Url, Session.Initialize(capabilities: """{"elicitation":{},"sampling":{},"roots":{"listChanged":true}}""").Encode(server.Url));
        var before = Used();
        client.Send(Sessions - 1);
        var perSession = (Used() - before) / (double)Sessions;
        TestContext.Current.SendDiagnosticMessage("An idle session: {0:0} bytes", perSession);
        Assert.InRange(perSession, 200, Budget);
        Assert.Equal(503, (await server.AskAsync(Session.Initialize())).Status);
    }

    private static long Used()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
