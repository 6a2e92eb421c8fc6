using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

[JsonSerializable(typeof(Reading)), JsonSerializable(typeof(Bag))]
internal sealed partial class PlainContext : JsonSerializerContext;
