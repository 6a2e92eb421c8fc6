using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Purchase)), JsonSerializable(typeof(Payment))]
internal sealed partial class ShopContext : JsonSerializerContext;
