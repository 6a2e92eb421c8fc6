namespace Fairlead.Components;

/// <summary>What a client asks values for while a person types.</summary>
/// <param name="Argument">The argument of the prompt, or the variable of the template.</param>
/// <param name="Text">What has been typed of it; may be empty.</param>
/// <param name="Arguments">The arguments chosen before, where the client says them (2025-06-18 and later).</param>
public sealed record CompletionQuery(string Argument, string Text, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>An argument chosen before.</summary>
    /// <param name="argument">Its name.</param>
    /// <returns>The value, or <see langword="null"/> where none was chosen.</returns>
    public string? Chosen(string argument) => Arguments.GetValueOrDefault(argument);
}
