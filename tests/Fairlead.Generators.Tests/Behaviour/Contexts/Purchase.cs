using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

/// <summary>What somebody buys.</summary>
/// <param name="CustomerName">Who buys.</param>
/// <param name="OrderLines">What is bought.</param>
/// <param name="Urgency">How soon.</param>
/// <param name="HTTPCallback">Where to tell.</param>
public sealed record Purchase(
    string CustomerName,
    [property: MinLength(1)] PurchaseLine[] OrderLines,
    Urgency Urgency = Urgency.Normal,
    [property: JsonPropertyName("callback")] string? HTTPCallback = null);
