namespace McpServer._1;

/// <summary>What a text is made of.</summary>
public sealed record WordCount(int Words, IReadOnlyList<string> MostFrequent);
