namespace Fairlead.Generators.Model;

/// <summary>A parameter of a component's method or of a constructor.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Type">Its type, fully qualified, with a question mark only for nullable value types.</param>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="Argument">What is known of it where the caller supplies it.</param>
/// <param name="Expression">The expression or, for a service, the key as an expression.</param>
/// <param name="IsOptional">A service may be missing.</param>
/// <param name="DefaultCode">The default as written, for the lambda's type; <see langword="null"/> where there is none.</param>
/// <param name="IsParams">It is declared <c>params</c>.</param>
/// <param name="AllowsTraversal">It has <c>[AllowPathTraversal]</c>.</param>
/// <param name="TakesAll">It takes all arguments of the tool at once.</param>
/// <param name="Completion">The member that gives its values while a person types.</param>
/// <param name="Error">Why no code can be made for it as an argument.</param>
internal sealed record ParameterModel(
    string Name,
    string Type,
    ParameterKind Kind,
    Argument? Argument = null,
    string? Expression = null,
    bool IsOptional = false,
    string? DefaultCode = null,
    bool IsParams = false,
    bool AllowsTraversal = false,
    bool TakesAll = false,
    CompletionModel? Completion = null,
    string? Error = null);
