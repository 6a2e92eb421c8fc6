namespace Fairlead.Generators.Tests.Behaviour.Orders;

/// <summary>A tree.</summary>
public sealed record Node(string Name, Node[] Children, Node? Next = null);
