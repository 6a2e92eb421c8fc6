namespace Everything;

/// <summary>What is known of an id.</summary>
public sealed record TemplateData(string Id, bool TemplateTest, string Data);
