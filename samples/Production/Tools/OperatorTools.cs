using Fairlead;
using Production.Database;

namespace Production.Tools;

/// <summary>For those who run the server. Names that begin with an underscore are never listed.</summary>
[RequireScope("ops:health")]
public sealed class OperatorTools(OrderStore orders, TimeProvider time)
{
    /// <summary>Whether the server and its database are well.</summary>
    [McpTool("_health", ReadOnly = true)]
    public ServerHealth Health()
    {
        var started = time.GetTimestamp();
        var rows = orders.ListTables().Sum(table => table.Rows);
        return new("ok", rows, Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 2), Environment.WorkingSet / 1024 / 1024);
    }
}
