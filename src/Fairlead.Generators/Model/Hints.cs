namespace Fairlead.Generators.Model;

/// <summary>A tool's annotations, each <see langword="null"/> where the author did not set it.</summary>
internal sealed record Hints(bool? ReadOnly, bool? Destructive, bool? Idempotent, bool? OpenWorld)
{
    public static readonly Hints None = new(null, null, null, null);
}
