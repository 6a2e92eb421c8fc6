using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Orders;

/// <summary>Money as "12.50 EUR".</summary>
public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.GetString()!.Split(' ');
        return parts.Length == 2 ? new(decimal.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Amount} {value.Currency}"));
}
