using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fairlead.Hosting;

/// <summary>Tells connections to the port of metrics and health from those to the port of MCP.</summary>
internal sealed class OperationsPort
{
    private static readonly OperationsPort Instance = new();

    private OperationsPort()
    {
    }

    /// <summary>Marks all connections to a port.</summary>
    public static void Mark(ListenOptions listen) => listen.Use(static next => connection =>
    {
        connection.Features.Set(Instance);
        return next(connection);
    });

    /// <summary>Whether a request came in there.</summary>
    public static bool Took(HttpContext context) => context.Features.Get<OperationsPort>() is not null;
}
