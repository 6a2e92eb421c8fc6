namespace Fairlead.Redis;

/// <summary>What happens to calls that have a limit while Redis does not answer.</summary>
public enum WhenAway
{
    /// <summary>Each instance counts for itself: together they may let through as many times the limit as there are instances.</summary>
    Local,

    /// <summary>They pass uncounted: the limits do not hold.</summary>
    FailOpen,

    /// <summary>They are refused: the limits hold, and the server answers little.</summary>
    FailClosed,
}
