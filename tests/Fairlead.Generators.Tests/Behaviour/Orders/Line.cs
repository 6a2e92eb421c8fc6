using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

/// <param name="Article">The article.</param>
/// <param name="Quantity">How many.</param>
public sealed record Line(string Article, [property: Range(1, 99), JsonPropertyName("qty")] int Quantity = 1);
