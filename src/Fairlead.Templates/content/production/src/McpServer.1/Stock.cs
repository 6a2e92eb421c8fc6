namespace McpServer._1;

/// <summary>How much there is of a product.</summary>
public sealed record Stock(string Product, int Quantity);
