namespace Fairlead.Outgoing;

/// <summary>Where a guarded client may go, and how much it takes.</summary>
internal sealed record GuardedHttpOptions
{
    /// <summary>Whether this very machine may be reached, also without TLS: only where somebody has written its name.</summary>
    public bool AllowsLoopback { get; init; }

    /// <summary>Whether private addresses and this very machine may be reached.</summary>
    public bool AllowsPrivateAddresses { get; init; }

    /// <summary>The option that <see cref="AllowsPrivateAddresses"/> comes from, as it is written in code.</summary>
    public required string Option { get; init; }

    /// <summary>
    /// The proxy through which everything goes, or <see langword="null"/> for none. It looks names up and so must judge them; what is
    /// written as an address is judged here all the same.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>The longest time that a request may take, its answer included.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The longest answer, in bytes.</summary>
    public required int MaxReplyBytes { get; init; }

    /// <summary>Whether an address may be reached.</summary>
    public bool Allows(AddressKind kind) => kind switch
    {
        AddressKind.Public => true,
        AddressKind.Loopback => AllowsLoopback || AllowsPrivateAddresses,
        AddressKind.Private => AllowsPrivateAddresses,
        _ => false,
    };
}
