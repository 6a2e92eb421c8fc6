namespace Production.Database;

/// <summary>An order.</summary>
public sealed record Order(long Id, string Customer, string Product, long Quantity, decimal Total, OrderStatus Status, DateOnly OrderedOn);
