using System.Text.Json.Serialization;

namespace Fairlead.Generators.Tests.Behaviour.Forms;

public enum Status
{
    [JsonStringEnumMemberName("active")]
    Active,

    [JsonStringEnumMemberName("inactive")]
    Inactive,

    [JsonStringEnumMemberName("pending")]
    Pending,
}
