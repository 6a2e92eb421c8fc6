using System.Security.Claims;
using Fairlead.Components;
using Fairlead.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Core.Tests.Engine;

public class CallerStateTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStateStore _store;

    public CallerStateTests() => _store = new MemoryStateStore(_time);

    [Fact]
    public async Task Values_expire_and_writes_are_checked_against_what_was_read()
    {
        var state = new CallerState(_store, "a");
        Assert.Null(await state.GetAsync("k"));
        var first = await state.SetAsync("k", "1", Hour, StateEntry.Absent);
        Assert.NotNull(first);
        Assert.Null(await state.SetAsync("k", "2", Hour, StateEntry.Absent));
        var second = await state.SetAsync("k", "2", Hour, first.Version);
        Assert.Null(await state.SetAsync("k", "3", Hour, first.Version));
        Assert.Equal(second, await state.GetAsync("k"));
        Assert.False(await state.RemoveAsync("k", first.Version));
        Assert.Null(await new CallerState(_store, "b").GetAsync("k"));

        _time.Advance(Hour);
        Assert.Null(await state.GetAsync("k"));
        Assert.NotNull(await state.SetAsync("k", "4", Hour, StateEntry.Absent));
        Assert.True(await state.RemoveAsync("k"));
        Assert.False(await state.RemoveAsync("k"));
    }

    [Fact]
    public async Task A_caller_cannot_fill_the_store()
    {
        var state = new CallerState(_store, "a");
        for (var i = 0; i < 1000; i++) await state.SetAsync($"k{i}", "v", Hour);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await state.SetAsync("one more", "v"));
        Assert.NotNull(await state.SetAsync("k0", "again", Hour));
        Assert.NotNull(await new CallerState(_store, "b").SetAsync("k", "v"));
        _time.Advance(Hour);
        Assert.NotNull(await state.SetAsync("one more", "v"));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var state = new CallerState(_store, "a");
        Assert.Throws<ArgumentException>(() => { _ = state.GetAsync(""); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = state.GetAsync(new string('k', 257)); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = state.SetAsync("k", new string('v', 65537)); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = state.SetAsync("k", "v", TimeSpan.Zero); });
    }

    [Fact]
    public void Owners_are_told_apart_by_issuer_and_subject()
    {
        var stateless = new McpConnection("http", keepsState: false);
        Assert.NotEqual(StateOwner.Of(Caller("i", "1:a"), stateless), StateOwner.Of(Caller("i:1", "a"), stateless));
        Assert.Equal(StateOwner.Of(Caller("i", "s"), stateless), StateOwner.Of(Caller("i", "s"), new McpConnection("stdio", keepsState: true)));
        Assert.Throws<InvalidOperationException>(() => StateOwner.Of(new ClaimsPrincipal(), stateless));

        static ClaimsPrincipal Caller(string issuer, string subject) =>
            new(new ClaimsIdentity([new Claim("iss", issuer), new Claim("sub", subject)], "test"));
    }

    [Fact]
    public async Task A_conversation_keeps_what_its_calls_leave()
    {
        await using var client = await RawClient.ConnectAsync(Counter);
        await client.InitializeAsync("2025-11-25");
        Assert.Contains("\"1\"", await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"count\"")), StringComparison.Ordinal);
        Assert.Contains("\"2\"", await client.AskAsync(Messages.Legacy("tools/call", "\"name\":\"count\"")), StringComparison.Ordinal);
        await using var other = await RawClient.ConnectAsync(Counter);
        Assert.Contains("\"1\"", await other.AskAsync(Messages.Call("count")), StringComparison.Ordinal);

        static void Counter(McpServerBuilder app) => app.Components.Add(HandMade.Tool("count", async call =>
        {
            var known = await call.Context.State.GetAsync("n");
            var next = $"{int.Parse(known?.Value ?? "0") + 1}";
            await call.Context.State.SetAsync("n", next, ifVersion: known?.Version ?? StateEntry.Absent);
            call.Result.SetText(next);
        }));
    }
}
