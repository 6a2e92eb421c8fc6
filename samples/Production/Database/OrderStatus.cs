namespace Production.Database;

/// <summary>How far an order is.</summary>
public enum OrderStatus
{
    /// <summary>Paid, and not sent yet.</summary>
    Paid,

    /// <summary>On its way.</summary>
    Shipped,

    /// <summary>At the customer's.</summary>
    Delivered,

    /// <summary>Paid back.</summary>
    Refunded,
}
