namespace Fairlead.Generators.Model;

/// <summary>A method's result.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="IsAwaited">The method returns a task of it.</param>
/// <param name="Shape">The type of a structured result, or of an asynchronous sequence's items.</param>
/// <param name="MimeType">The type that <c>[return: Media]</c> declares.</param>
/// <param name="Type">The type that the method declares, for the lambda's type.</param>
internal sealed record ReturnModel(ReturnKind Kind, bool IsAwaited, Shape? Shape, string? MimeType, string Type);
