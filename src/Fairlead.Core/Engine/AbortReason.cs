namespace Fairlead.Engine;

/// <summary>Why a call was told to stop.</summary>
internal enum AbortReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Its time is over.</summary>
    TimedOut,

    /// <summary>The client cancelled it or is gone; nobody waits for the reply.</summary>
    Cancelled,

    /// <summary>The server stops.</summary>
    Stopping,
}
