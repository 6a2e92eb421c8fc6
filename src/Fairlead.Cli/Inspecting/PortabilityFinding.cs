namespace Fairlead.Cli.Inspecting;

/// <summary>Something in a tool's definition that some clients or models do not take.</summary>
/// <param name="Tool">The tool; empty for the list as a whole.</param>
/// <param name="Path">Where in the schema, as a JSON pointer; empty for the definition itself.</param>
/// <param name="Problem">What, and who stumbles over it.</param>
internal sealed record PortabilityFinding(string Tool, string Path, string Problem);
