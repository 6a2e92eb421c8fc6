using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour;

public enum Color
{
    Red,

    [JsonStringEnumMemberName("dark_green")]
    Green,
}
