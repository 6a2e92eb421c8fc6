using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape(string Name);
