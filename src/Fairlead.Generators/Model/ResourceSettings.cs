namespace Fairlead.Generators.Model;

/// <summary>What a resource's attribute says of its content, each <see langword="null"/> where the author did not say it.</summary>
/// <param name="TimeToLiveTicks">How long clients may keep it.</param>
/// <param name="CacheScope">Who may keep it, as an expression.</param>
/// <param name="Annotations">Audience, priority and age, as an expression.</param>
/// <param name="Size">How large it is, in bytes.</param>
internal sealed record ResourceSettings(long? TimeToLiveTicks, string? CacheScope, string? Annotations, long? Size);
