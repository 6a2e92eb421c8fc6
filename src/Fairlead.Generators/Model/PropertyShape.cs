namespace Fairlead.Generators.Model;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Argument">What is known of the value that it takes.</param>
/// <param name="Setting">How its value gets into the object.</param>
/// <param name="CanWrite">It can be read in C#, so that it is written to JSON.</param>
/// <param name="LeftOut">When it is not written.</param>
/// <param name="IsChecked">Of a JSON context's type: it has rules to check once it has been read.</param>
/// <param name="HoldsChecked">Of a JSON context's type: the objects that it holds have rules to check.</param>
internal sealed record PropertyShape(
    string Name, Argument Argument, PropertySetting Setting, bool CanWrite, LeftOut LeftOut, bool IsChecked = false, bool HoldsChecked = false);
