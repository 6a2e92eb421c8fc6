using System.ComponentModel.DataAnnotations;
using Fairlead;

namespace McpServer._1;

/// <summary>The stock.</summary>
[RequireScope("stock:read")]
public sealed class StockTools(Warehouse warehouse)
{
    /// <summary>Says how much there is of which product.</summary>
    /// <param name="product">A part of the product's name; all products where none is given.</param>
    [McpTool(ReadOnly = true)]
    public IReadOnlyList<Stock> FindStock(string? product = null) => warehouse.Find(product);

    /// <summary>Takes something out of the warehouse.</summary>
    /// <param name="product">The product's name.</param>
    /// <param name="quantity">How many.</param>
    [McpTool(Destructive = true), RequireScope("stock:write"), RateLimit(30, Per = "1m")]
    public Stock TakeStock([Audited] string product, [Audited, Range(1, 1000)] int quantity) =>
        warehouse.Take(product, quantity) ?? throw new ToolException($"There are no {quantity} of {product}.");
}
