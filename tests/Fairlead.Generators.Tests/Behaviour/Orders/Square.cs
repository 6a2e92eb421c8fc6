namespace Fairlead.Generators.Tests.Behaviour.Orders;

public sealed record Square(string Name, double Side) : Shape(Name);
