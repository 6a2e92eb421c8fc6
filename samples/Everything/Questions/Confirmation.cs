namespace Everything.Questions;

/// <summary>Yes or no.</summary>
public sealed record Confirmation(bool Ok);
