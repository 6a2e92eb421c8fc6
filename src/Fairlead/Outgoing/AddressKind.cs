namespace Fairlead.Outgoing;

/// <summary>Where an address leads.</summary>
internal enum AddressKind
{
    /// <summary>Into the internet.</summary>
    Public,

    /// <summary>To this very machine.</summary>
    Loopback,

    /// <summary>Into a network of its own (RFC 1918, RFC 4193, RFC 6598), where people do have servers.</summary>
    Private,

    /// <summary>Where no server is that anybody could mean, or one that gives its secrets to whoever can reach it.</summary>
    Forbidden,
}
