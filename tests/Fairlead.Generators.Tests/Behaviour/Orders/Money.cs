using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency);
