namespace Fairlead.Generators.Model;

/// <summary>The member that gives the values of an argument while a person types.</summary>
/// <param name="Target">The member: with its class where it is static, otherwise to be called on the component's object.</param>
/// <param name="IsStatic">The member is static.</param>
/// <param name="IsMethod">The member is a method.</param>
/// <param name="IsAwaited">It gives a task of the values.</param>
/// <param name="IsAsyncSequence">It gives the values one after the other.</param>
/// <param name="TakesText">It takes what has been typed, and so chooses the values itself.</param>
/// <param name="Parameters">The method's parameters.</param>
internal sealed record CompletionModel(
    string Target,
    bool IsStatic,
    bool IsMethod,
    bool IsAwaited,
    bool IsAsyncSequence,
    bool TakesText,
    EquatableArray<ParameterModel> Parameters);
