using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

/// <summary>What a customer wants.</summary>
public sealed class Order
{
    /// <summary>Who orders.</summary>
    public required string Customer { get; init; }

    [MinLength(1)]
    public required IReadOnlyList<Line> Lines { get; init; }

    public Address? Address { get; set; }

    /// <summary>Labels.</summary>
    public Dictionary<string, int> Labels { get; init; } = new() { ["initial"] = 1 };

    public string Note { get; init; } = "none";

    public int Total => Lines.Sum(line => line.Quantity);

    [System.Text.Json.Serialization.JsonIgnore]
    public string Secret { get; set; } = "s";
}
