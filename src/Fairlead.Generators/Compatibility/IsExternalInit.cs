using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets records be compiled for .NET Standard 2.0, which lacks this type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
