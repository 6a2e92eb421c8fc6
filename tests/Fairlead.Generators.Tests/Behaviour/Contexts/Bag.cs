using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Contexts;

internal sealed class Bag
{
    public Dictionary<int, Reading> ById { get; set; } = [];

    [JsonInclude]
    public int Weight = 1;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}
