namespace Fairlead.Generators.Model;

/// <summary>How the object on which a method is called comes to be.</summary>
/// <param name="Type">The class, fully qualified.</param>
/// <param name="CanConstruct">Generated code can construct it where it is no service.</param>
/// <param name="Parameters">The constructor's parameters.</param>
/// <param name="HasRequiredMembers">It has required members, so that it can only be taken from the services.</param>
/// <param name="IsDisposable">It is disposable.</param>
/// <param name="IsAsyncDisposable">It is asynchronously disposable.</param>
internal sealed record InstanceModel(
    string Type,
    bool CanConstruct,
    EquatableArray<ParameterModel> Parameters,
    bool HasRequiredMembers,
    bool IsDisposable,
    bool IsAsyncDisposable);
