namespace Fairlead.Testing.Wires;

/// <summary>A message on its way to the server.</summary>
/// <param name="Text">The message.</param>
/// <param name="Method">The method that headers mirror; <see langword="null"/> for none.</param>
/// <param name="Name">The name or URI that headers mirror; <see langword="null"/> for none.</param>
/// <param name="Parameters">The arguments that headers mirror, by their header's name.</param>
internal sealed record Outgoing(string Text, string? Method = null, string? Name = null, IReadOnlyList<KeyValuePair<string, string>>? Parameters = null);
