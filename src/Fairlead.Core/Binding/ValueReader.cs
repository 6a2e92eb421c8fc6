using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Fairlead.Binding;

/// <summary>Reads the value at which the reader stands. Called by generated code; not meant for others.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">The reader; afterwards it stands at the value's end.</param>
/// <param name="value">The value.</param>
/// <returns>Whether the value could be read; if not, the problem has been noted.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1045", Justification = "The reader is a ref struct that moves on.")]
public delegate bool ValueReader<T>(ref ArgumentReader reader, out T value);
