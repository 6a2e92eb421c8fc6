using ModelContextProtocol.Protocol;

namespace Fairlead.Pipeline;

/// <summary>A result that is kept.</summary>
/// <param name="Json">The result's JSON.</param>
/// <param name="Meta">The members of its <c>_meta</c>, or empty.</param>
/// <param name="TimeToLive">How long a client may keep it, where the component said so.</param>
/// <param name="CacheScope">Who may keep it, where the component said so.</param>
internal sealed record CachedResult(byte[] Json, byte[] Meta, TimeSpan? TimeToLive, CacheScope? CacheScope);
