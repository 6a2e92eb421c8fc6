namespace Everything.Questions;

/// <summary>Whether something may be deleted.</summary>
public sealed record DeleteConfirmation(bool Confirm);
