using Microsoft.Extensions.Internal;

namespace Fairlead.Pipeline;

/// <summary>The server's clock, as the cache wants it.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
