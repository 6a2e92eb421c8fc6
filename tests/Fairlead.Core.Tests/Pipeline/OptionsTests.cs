using Fairlead.Pipeline;

namespace Fairlead.Core.Tests.Pipeline;

/// <summary>Values that make no sense are refused where they are written.</summary>
public class OptionsTests
{
    private static readonly Action[] OutOfRange =
    [
        () => _ = new ResponseCachingOptions { Duration = TimeSpan.Zero },
        () => _ = new ResponseCachingOptions { Duration = TimeSpan.FromDays(2) },
        () => _ = new ResponseCachingOptions { MaxBytes = 1023 },
        () => _ = new ResponseCachingOptions { MaxEntryBytes = 0 },
        () => _ = new ResponseLimitOptions { MaxBytes = 255 },
        () => _ = new RetryOptions { MaxAttempts = 1 },
        () => _ = new RetryOptions { MaxAttempts = 11 },
        () => _ = new RetryOptions { Delay = TimeSpan.FromMinutes(2) },
        () => _ = new RetryOptions { MaxDelay = TimeSpan.Zero },
        () => _ = new CircuitBreakerOptions { FailureRatio = 0 },
        () => _ = new CircuitBreakerOptions { FailureRatio = 1.1 },
        () => _ = new CircuitBreakerOptions { MinimumThroughput = 1 },
        () => _ = new CircuitBreakerOptions { SamplingDuration = TimeSpan.Zero },
        () => _ = new CircuitBreakerOptions { BreakDuration = TimeSpan.FromDays(2) },
        () => _ = new BulkheadOptions { MaxConcurrent = 0 },
        () => _ = new BulkheadOptions { MaxWaiting = -1 },
        () => _ = new PayloadLoggingOptions { MaxBytes = 15 },
        () => _ = new TimingOptions { SlowerThan = TimeSpan.FromSeconds(-1) },
    ];

    [Fact]
    public void A_value_out_of_range_is_refused() => Assert.All(OutOfRange, set => Assert.Throws<ArgumentOutOfRangeException>(set));
}
