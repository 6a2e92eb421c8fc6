namespace Fairlead.Components;

/// <summary>An argument of a prompt.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="Required">Whether the prompt cannot be made without it.</param>
/// <param name="Title">The name shown to people, or <see langword="null"/>.</param>
/// <param name="Description">What to give, or <see langword="null"/>.</param>
public sealed record PromptParameter(string Name, bool Required, string? Title = null, string? Description = null);
