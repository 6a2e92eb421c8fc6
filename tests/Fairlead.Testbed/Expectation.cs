namespace Fairlead.Testbed;

/// <summary>What a server owes the sender of a message.</summary>
public enum Expectation
{
    /// <summary>Exactly one reply with the message's id.</summary>
    Reply,

    /// <summary>Exactly one error; its id is the message's or null.</summary>
    Refusal,

    /// <summary>Nothing.</summary>
    Silence,
}
