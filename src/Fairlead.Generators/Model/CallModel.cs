namespace Fairlead.Generators.Model;

/// <summary>A call that generated code replaces.</summary>
/// <param name="Id">Distinguishes it from other calls.</param>
/// <param name="Version">The version of the location's encoding.</param>
/// <param name="Location">The location, as the compiler encodes it.</param>
/// <param name="Display">The location for people.</param>
/// <param name="Receiver">The type that declares the method, fully qualified.</param>
/// <param name="Method">The method: <c>Tool</c>, <c>Resource</c>, <c>Prompt</c>, <c>Add</c>, <c>AddFromAssembly</c>, <c>ElicitAsync</c> or <c>OnceAsync</c>.</param>
/// <param name="HandlerType">The type of the handler, or <see langword="null"/> where it has no name.</param>
/// <param name="Component">The component of a lambda or method.</param>
/// <param name="ClassKey">The class that <c>Add</c> adds.</param>
/// <param name="Class">The class, where it is not one that is found in the project by its own syntax.</param>
/// <param name="Form">The form of <c>ElicitAsync</c>.</param>
/// <param name="Once">The result of <c>OnceAsync</c>.</param>
internal sealed record CallModel(
    string Id,
    int Version,
    string Location,
    string Display,
    string Receiver,
    string Method,
    string? HandlerType,
    ComponentModel? Component,
    string? ClassKey,
    ClassModel? Class,
    FormModel? Form = null,
    OnceModel? Once = null)
{
    /// <summary>The types whose code the call needs.</summary>
    public EquatableArray<ObjectShape> Objects => Component?.Objects ?? Form?.Objects ?? Once?.Objects ?? default;

    /// <summary>The enums whose code the call needs.</summary>
    public EquatableArray<EnumShape> Enums => Component?.Enums ?? Form?.Enums ?? Once?.Enums ?? default;
}
