namespace Fairlead;

/// <summary>What a user did with a question.</summary>
public enum ElicitAction
{
    /// <summary>The user answered.</summary>
    Accept,

    /// <summary>The user refused to answer.</summary>
    Decline,

    /// <summary>The user closed the question without a choice.</summary>
    Cancel,
}
