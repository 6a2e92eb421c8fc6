namespace Fairlead.Pipeline;

/// <summary>Composes middleware once, at start.</summary>
internal static class MiddlewareChain
{
    /// <summary>Puts middleware round an end. Without any, it is the end itself: an empty chain costs nothing.</summary>
    /// <param name="middleware">The middleware, outermost first.</param>
    /// <param name="end">What the innermost calls.</param>
    public static McpNext Compose(IReadOnlyList<McpMiddleware> middleware, McpNext end)
    {
        var next = end;
        for (var i = middleware.Count - 1; i >= 0; i--)
        {
            var (current, inner) = (middleware[i], next);
            next = call => current(call, inner);
        }

        return next;
    }
}
