using System.ComponentModel;

namespace Fairlead.Binding;

/// <summary>Gives handlers their types back. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Handlers
{
    /// <summary>
    /// Casts a delegate to the type of another. The types that the compiler makes for lambdas with default values have no
    /// names; a lambda of the same signature is of the same type.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The delegate.</param>
    /// <param name="like">One of the type wanted; it is never called.</param>
    public static T Cast<T>(Delegate handler, T like) where T : Delegate
    {
        _ = like;
        return (T)handler;
    }
}
