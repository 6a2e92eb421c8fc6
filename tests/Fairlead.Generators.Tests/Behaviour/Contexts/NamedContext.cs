using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Setting))]
internal sealed partial class NamedContext : JsonSerializerContext;
