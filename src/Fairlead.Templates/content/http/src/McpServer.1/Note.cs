namespace McpServer._1;

/// <summary>A note.</summary>
public sealed record Note(int Id, string Text);
