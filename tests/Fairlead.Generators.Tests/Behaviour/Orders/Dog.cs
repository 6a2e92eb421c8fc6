namespace Fairlead.Generators.Tests.Behaviour.Orders;

public sealed record Dog(string Name, int Tricks) : Pet(Name);
