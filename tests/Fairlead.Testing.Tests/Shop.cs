using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Tests;

/// <summary>The components that the tests of the kit call.</summary>
public sealed class Shop(TimeProvider time)
{
    public sealed record Confirmation(bool Confirmed, string? Reason = null);

    public sealed record Order(int Id, string Customer, OrderState State);

    public enum OrderState
    {
        Open,
        Shipped,
    }

    /// <summary>Find an order.</summary>
    /// <param name="id">The order's number.</param>
    [McpTool(ReadOnly = true)]
    public Order FindOrder([Range(1, 1000)] int id) => id == 404 ? throw new ToolException("There is no order 404.") : new(id, "Ada", OrderState.Open);

    /// <summary>Cancel an order.</summary>
    /// <param name="id">The order's number.</param>
    /// <param name="why">The reason, for the customer.</param>
    /// <param name="mcp">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [McpTool, RequireScope("orders:write")]
    public async Task<string> CancelOrder(int id, McpContext mcp, CancellationToken cancellationToken, string why = "none")
    {
        var answer = await mcp.ElicitAsync<Confirmation>($"Cancel order {id}?", cancellationToken);
        return answer is { Accepted: true, Value.Confirmed: true } ? $"Cancelled: {answer.Value.Reason ?? why}." : $"Kept ({answer.Action}).";
    }

    /// <summary>Pack everything.</summary>
    /// <param name="mcp">The call.</param>
    [McpTool]
    public async Task<string> Pack(McpContext mcp)
    {
        for (var step = 1; step <= 3; step++)
        {
            await mcp.ReportProgressAsync(step, 3, $"parcel {step}");
            mcp.Log.LogInformation("packed");
        }

        return "Packed.";
    }

    /// <summary>Write to a customer.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="mcp">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [McpTool]
    public async Task<string> Write(string customer, McpContext mcp, CancellationToken cancellationToken)
    {
        var roots = await mcp.ListRootsAsync(cancellationToken);
        return $"{await mcp.SampleAsync($"Dear {customer}", cancellationToken)} ({roots.Count})";
    }

    [McpTool]
    public string Fail() => throw new InvalidOperationException("the secret reason");

    /// <summary>Route by region.</summary>
    /// <param name="region">Where to.</param>
    [McpTool]
    public string Route([McpHeader("Region")] string region) => $"to {region}";

    [McpTool]
    public string Today() => time.GetUtcNow().ToString("yyyy-MM-dd");

    [McpTool(Timeout = "10s")]
    public async Task<string> Wait(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    [McpResource("orders://{id}", MimeType = "text/plain")]
    public string OrderText([Complete(nameof(Ids))] string id) => $"order {id}";

    [McpResource("shop://logo", MimeType = "image/png")]
    public byte[] Logo() => [1, 2, 3];

    /// <summary>Remind a customer.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="days">How many days have passed.</param>
    [McpPrompt]
    public string Remind([AllowedValues("Ada", "Grace")] string customer, int days = 7) => $"Remind {customer} after {days} days.";

    internal static IEnumerable<string> Ids(string typed) => new[] { "1", "12", "2" }.Where(id => id.StartsWith(typed, StringComparison.Ordinal));
}
