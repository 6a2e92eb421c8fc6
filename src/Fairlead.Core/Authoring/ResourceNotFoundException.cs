namespace Fairlead;

/// <summary>
/// Says that a resource does not exist; thrown by a resource template's method (returning <see langword="null"/> does the
/// same). The client is told exactly what it is told of a URI that no resource matches.
/// </summary>
public sealed class ResourceNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ResourceNotFoundException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Logged, never sent.</param>
    public ResourceNotFoundException(string message) : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Logged, never sent.</param>
    /// <param name="innerException">The cause. Logged, never sent.</param>
    public ResourceNotFoundException(string message, Exception? innerException) : base(message, innerException) { }
}
