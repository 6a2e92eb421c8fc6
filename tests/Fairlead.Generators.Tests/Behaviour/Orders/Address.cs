namespace Fairlead.Generators.Tests.Behaviour.Orders;

public readonly record struct Address(string Street, string Zip);
