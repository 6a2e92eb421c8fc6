using Fairlead.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Core.Tests.Engine;

/// <summary>The clock of a call, which outlives the call and then belongs to another one.</summary>
public sealed class CallLifetimeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_call_ends_when_its_time_is_over_and_not_before()
    {
        using var lifetime = new CallLifetime(_time);
        lifetime.Start(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.False(lifetime.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(lifetime.Token.IsCancellationRequested);
        Assert.Equal(AbortReason.TimedOut, lifetime.Reason);
        Assert.True(lifetime.Interrupted.IsCompletedSuccessfully);
    }

    [Fact]
    public void The_time_of_a_call_does_not_end_the_next_one()
    {
        using var lifetime = new CallLifetime(_time);
        lifetime.Start(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(20));
        lifetime.Reset(tokenEscaped: false);
        lifetime.Start(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(AbortReason.None, lifetime.Reason);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AbortReason.TimedOut, lifetime.Reason);
    }

    [Fact]
    public void A_shorter_time_is_kept_after_a_longer_one()
    {
        using var lifetime = new CallLifetime(_time);
        lifetime.Start(TimeSpan.FromSeconds(30));
        lifetime.Reset(tokenEscaped: false);
        lifetime.Start(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AbortReason.TimedOut, lifetime.Reason);
    }

    [Fact]
    public void Without_a_call_nothing_ends()
    {
        using var lifetime = new CallLifetime(_time);
        lifetime.Start(TimeSpan.FromSeconds(30));
        lifetime.Reset(tokenEscaped: false);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(AbortReason.None, lifetime.Reason);
        Assert.False(lifetime.Token.IsCancellationRequested);
    }

    [Fact]
    public void What_ended_a_call_first_is_why_it_ended()
    {
        using var lifetime = new CallLifetime(_time);
        lifetime.Start(TimeSpan.FromSeconds(30));
        lifetime.Abort(AbortReason.Cancelled);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(AbortReason.Cancelled, lifetime.Reason);
        lifetime.Reset(tokenEscaped: false);
        Assert.Equal(AbortReason.None, lifetime.Reason);
        Assert.False(lifetime.Token.IsCancellationRequested);
    }
}
