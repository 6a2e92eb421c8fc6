using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

[JsonDerivedType(typeof(Pet), "pet")]
[JsonDerivedType(typeof(Dog), "dog")]
public record Pet(string Name);
