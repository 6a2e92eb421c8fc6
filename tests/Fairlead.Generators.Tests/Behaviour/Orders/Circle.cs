namespace Fairlead.Generators.Tests.Behaviour.Orders;

public sealed record Circle(string Name, double Radius) : Shape(Name);
