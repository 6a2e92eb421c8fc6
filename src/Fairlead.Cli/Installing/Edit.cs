namespace Fairlead.Cli.Installing;

/// <summary>A change of a configuration.</summary>
/// <param name="Text">The text after it.</param>
/// <param name="Name">Which entry.</param>
/// <param name="Status"><c>installed</c>, <c>replaced</c>, <c>unchanged</c> or <c>removed</c>.</param>
internal sealed record Edit(string Text, string Name, string Status);
