using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Everything.Questions;

/// <summary>Options that are shown under titles.</summary>
public enum TitledOption
{
    /// <summary>The first.</summary>
    [JsonStringEnumMemberName("value1"), Display(Name = "First Option")]
    Value1,

    /// <summary>The second.</summary>
    [JsonStringEnumMemberName("value2"), Display(Name = "Second Option")]
    Value2,

    /// <summary>The third.</summary>
    [JsonStringEnumMemberName("value3"), Display(Name = "Third Option")]
    Value3,
}
