using System.Text.Json.Serialization;

namespace Everything.Questions;

/// <summary>Whether an account is in use.</summary>
public enum AccountStatus
{
    /// <summary>It is.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>It is not.</summary>
    [JsonStringEnumMemberName("inactive")]
    Inactive,

    /// <summary>It is not yet.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,
}
