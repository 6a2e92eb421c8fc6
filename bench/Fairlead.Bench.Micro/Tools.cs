namespace Fairlead.Bench.Micro;

/// <summary>The tools that are called.</summary>
public sealed class Tools
{
    /// <summary>Greet someone by name.</summary>
    [McpTool]
    public static string Greet(string name, int times, bool loud) => loud && times > 0 ? "HELLO!" : name;

    /// <summary>Book an order.</summary>
    [McpTool]
    public static int Book(Order order) => order.Lines.Count;

    /// <summary>An order.</summary>
    public sealed record Order(string Customer, IReadOnlyList<Line> Lines);

    /// <summary>What is ordered.</summary>
    public sealed record Line(int Product, int Quantity);
}
