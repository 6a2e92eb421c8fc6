namespace Fairlead;

/// <summary>Who may call a component of which nothing was said.</summary>
public enum DefaultAccess
{
    /// <summary>Nobody: what may be called is said of each component. The default where callers are authenticated.</summary>
    Nobody,

    /// <summary>Every caller who is known.</summary>
    Authenticated,

    /// <summary>Everybody. The default where nobody is asked who they are.</summary>
    Anyone,
}
