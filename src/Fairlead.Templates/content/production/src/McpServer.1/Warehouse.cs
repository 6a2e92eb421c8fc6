namespace McpServer._1;

/// <summary>Products and how many of them there are. Put your database in its place.</summary>
public sealed class Warehouse
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _products = new(StringComparer.OrdinalIgnoreCase) { ["bolt"] = 500, ["gear"] = 24, ["spring"] = 80 };

    public IReadOnlyList<Stock> Find(string? product)
    {
        lock (_lock) return [.. _products.Where(entry => product is null || entry.Key.Contains(product, StringComparison.OrdinalIgnoreCase)).Select(entry => new Stock(entry.Key, entry.Value))];
    }

    /// <returns>What is left; none where there is no such product, or too little of it.</returns>
    public Stock? Take(string product, int quantity)
    {
        lock (_lock)
        {
            if (!_products.TryGetValue(product, out var there) || there < quantity) return null;
            _products[product] = there - quantity;
            return new Stock(product, there - quantity);
        }
    }
}
