using System.ComponentModel;

namespace Everything.Questions;

/// <summary>Somebody's account.</summary>
public sealed record Account([property: Description("User's response")] string Username, [property: Description("User's email address")] string Email);
