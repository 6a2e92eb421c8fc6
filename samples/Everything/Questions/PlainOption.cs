using System.Text.Json.Serialization;

namespace Everything.Questions;

/// <summary>Options that are shown as they are called.</summary>
public enum PlainOption
{
    /// <summary>The first.</summary>
    [JsonStringEnumMemberName("option1")]
    Option1,

    /// <summary>The second.</summary>
    [JsonStringEnumMemberName("option2")]
    Option2,

    /// <summary>The third.</summary>
    [JsonStringEnumMemberName("option3")]
    Option3,
}
