namespace Fairlead.Protocol;

/// <summary>What a JSON-RPC message is.</summary>
internal enum MessageKind
{
    /// <summary>None of the others; the reader says why.</summary>
    Invalid,

    /// <summary>Asks for a reply.</summary>
    Request,

    /// <summary>Asks for none.</summary>
    Notification,

    /// <summary>Answers a request of ours.</summary>
    Response,
}
