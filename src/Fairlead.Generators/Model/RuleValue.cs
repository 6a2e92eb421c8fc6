namespace Fairlead.Generators.Model;

/// <summary>A value named in a rule.</summary>
/// <param name="Code">The value in C#.</param>
/// <param name="Json">The value in JSON.</param>
internal sealed record RuleValue(string Code, string Json);
