namespace Everything.Questions;

/// <summary>What a prompt is about.</summary>
public sealed record PromptContext(string Context);
