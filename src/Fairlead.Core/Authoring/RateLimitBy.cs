namespace Fairlead;

/// <summary>Who shares a limit.</summary>
public enum RateLimitBy
{
    /// <summary>
    /// Each caller has its own: who is authenticated, by issuer and subject; who is not, by remote address, or by the conversation where
    /// there is no address.
    /// </summary>
    Caller,

    /// <summary>
    /// Each remote address has its own; of IPv6, each /64 network. What <c>X-Forwarded-For</c> says counts only from proxies that are
    /// trusted. Without an address (stdio), each conversation.
    /// </summary>
    RemoteAddress,

    /// <summary>Each component has its own, whoever calls.</summary>
    Component,

    /// <summary>All callers and components together.</summary>
    Everybody,
}
