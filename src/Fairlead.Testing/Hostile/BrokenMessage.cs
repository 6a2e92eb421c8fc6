namespace Fairlead.Testing;

/// <summary>A message that is broken on purpose, and that a server must refuse.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Text">The message, on one line.</param>
public sealed record BrokenMessage(string Name, string Text)
{
    /// <summary>What is wrong with it.</summary>
    public override string ToString() => Name;
}
