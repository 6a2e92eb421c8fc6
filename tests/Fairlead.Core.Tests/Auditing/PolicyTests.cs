using System.Diagnostics.Metrics;
using System.Text;
using Fairlead.Auditing;
using Fairlead.Core.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>What happens when a sink is slow, full or broken.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly Meters _meters = new();
    private readonly Sink _sink = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Block_lets_calls_wait_and_loses_nothing()
    {
        await using var client = await ConnectAsync(AuditPolicy.Block, capacity: 1);
        _sink.Hold();
        await client.AskAsync(Messages.Call("echo", id: "1"));
        await _sink.Entered;
        await client.AskAsync(Messages.Call("echo", id: "2"));
        await client.SendAsync(Messages.Call("echo", id: "3"));
        var third = client.ReceiveAsync();
        Assert.False(third.IsCompleted);
        _sink.Release();
        Assert.Contains("\"id\":3", await third, StringComparison.Ordinal);
        await client.DisposeAsync();
        Assert.Equal(3, _sink.Kept.Count(entry => entry.Record is not null));
    }

    [Fact]
    public async Task Drop_and_count_never_waits_and_says_how_many_are_missing()
    {
        await using (var client = await ConnectAsync(AuditPolicy.DropAndCount, capacity: 1))
        {
            _sink.Hold();
            await client.AskAsync(Messages.Call("echo"));
            await _sink.Entered;
            for (var i = 0; i < 4; i++) await client.AskAsync(Messages.Call("echo"));
            Assert.Equal(3, _meters.Read("mcp.audit.dropped"));
            _sink.Release();
        }

        Assert.Equal(2, _sink.Kept.Count(entry => entry.Record is not null));
        Assert.Contains(_sink.Kept, entry => entry.Record is null && entry.Json.Contains("\"dropped\":3", StringComparison.Ordinal));
        Assert.Equal(2, _meters.Read("mcp.audit.records"));
    }

    [Fact]
    public async Task Fail_closed_withholds_the_result_refuses_what_follows_and_serves_again_when_the_sink_does()
    {
        await using (var client = await ConnectAsync(AuditPolicy.FailClosed))
        {
            Assert.Contains("\"result\"", await client.AskAsync(Messages.Call("count")), StringComparison.Ordinal);
            _sink.Fail(true);
            Assert.Contains("cannot keep an audit record", await client.AskAsync(Messages.Call("count")), StringComparison.Ordinal);
            Assert.Contains("cannot keep an audit record", await client.AskAsync(Messages.Call("count")), StringComparison.Ordinal);
            Assert.Contains("\"tools\"", await client.AskAsync(Messages.Modern("tools/list")), StringComparison.Ordinal);
            Assert.Equal(2, _runs);
            _sink.Fail(false);
            await client.AdvanceUntilAsync(_sink.Recovered, TimeSpan.FromSeconds(1));
            string reply;
            do reply = await client.AskAsync(Messages.Call("count"));
            while (reply.Contains("cannot keep", StringComparison.Ordinal));
            Assert.Contains("\"result\"", reply, StringComparison.Ordinal);
        }

        // The call that ran without its caller getting the result is in the log all the same.
        Assert.Equal(_runs, _sink.Kept.Count(entry => entry.Record is not null));
    }

    [Fact]
    public async Task What_is_queued_is_kept_before_the_server_ends()
    {
        await using (var client = await ConnectAsync(AuditPolicy.Block))
        {
            _sink.Hold();
            for (var i = 0; i < 50; i++) await client.AskAsync(Messages.Call("echo"));
            _sink.Release();
        }

        Assert.Equal(50, _sink.Kept.Count(entry => entry.Record is not null));
        Assert.Equal(Enumerable.Range(1, 51).Select(i => (long)i), _sink.Kept.Select(entry => entry.Head.Sequence));
    }

    private int _runs;

    private Task<RawClient> ConnectAsync(AuditPolicy policy, int capacity = 100) => RawClient.ConnectAsync(app =>
    {
        app.Services.AddSingleton<IMeterFactory>(_meters);
        app.Components.AddRange([
            HandMade.Echo(),
            HandMade.Tool("count", call =>
            {
                _runs++;
                call.Result.SetText("ok");
                return default;
            }),
        ]);
        app.Audit.To(_sink, options => (options.Policy, options.Capacity) = (policy, capacity));
    });

    /// <summary>A sink that can be held up and broken.</summary>
    private sealed class Sink : IAuditSink
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _gate;
        private bool _hasFailed;
        private volatile bool _fails;

        public List<(AuditRecord? Record, AuditHead Head, string Json)> Kept { get; } = [];

        public Task Entered => _entered.Task;

        public Task Recovered => _recovered.Task;

        public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate!.SetResult();

        public void Fail(bool fails) => _fails = fails;

        public ValueTask<AuditHead?> OpenAsync(CancellationToken cancellationToken) => default;

        public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
        {
            _entered.TrySetResult();
            if (_gate is { } gate) await gate.Task;
            if (_fails)
            {
                _hasFailed = true;
                throw new IOException("No space left on device");
            }

            if (_hasFailed) _recovered.TrySetResult();
            Kept.AddRange(entries.Select(entry => (entry.Record, entry.Head, Encoding.UTF8.GetString(entry.Json.Span))));
        }

        public ValueTask DisposeAsync() => default;
    }
}
