using System.ComponentModel.DataAnnotations;
using Fairlead;
using Production.Database;

namespace Production.Tools;

/// <summary>Paying back.</summary>
[RequireScope("orders:refund")]
public sealed class RefundTools(OrderStore orders)
{
    /// <summary>Pays an order back, after the user has confirmed it.</summary>
    /// <param name="order_id">The order's number.</param>
    /// <param name="reason">Why, for the books.</param>
    /// <param name="mcp">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [McpTool(Destructive = true), RateLimit(10, Per = "1m")]
    public async Task<string> RefundOrder([Range(1, int.MaxValue)] int order_id, [StringLength(500, MinimumLength = 3)] string reason, McpContext mcp, CancellationToken cancellationToken)
    {
        if (orders.Find(order_id) is not { } order) throw new ToolException($"There is no order {order_id}.");
        if (order.Status == OrderStatus.Refunded) throw new ToolException($"Order {order_id} was paid back before.");
        var answer = await mcp.ElicitAsync<RefundConfirmation>($"Pay {order.Total} back to {order.Customer} for order {order_id} ({order.Quantity} × {order.Product})?", cancellationToken);
        if (answer is not { Accepted: true, Value.Confirm: true }) return $"Order {order_id} was not paid back: the user did not confirm it.";

        // The answer may come twice, from a client that tries again; the money goes once.
        var by = mcp.Caller.FindFirst("sub")?.Value ?? mcp.Caller.Identity?.Name ?? "unknown";
        return orders.TryRefund(order_id, reason, by)
            ? $"{order.Total} of order {order_id} were paid back to {order.Customer}."
            : $"Order {order_id} was paid back before.";
    }
}
