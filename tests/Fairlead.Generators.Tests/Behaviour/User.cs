namespace Fairlead.Generators.Tests.Behaviour;

public sealed record User(string Id, string Name, string? Email);
