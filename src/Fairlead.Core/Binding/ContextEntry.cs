using System.ComponentModel;
using System.Globalization;

namespace Fairlead.Binding;

/// <summary>Names the entries of maps in problems. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContextEntry
{
    /// <summary>An entry's key as text, short enough to be repeated.</summary>
    /// <typeparam name="T">The type of the key.</typeparam>
    /// <param name="key">The key.</param>
    public static string NameOf<T>(T key) => ArgumentProblems.Shorten(Convert.ToString(key, CultureInfo.InvariantCulture) ?? "");
}
