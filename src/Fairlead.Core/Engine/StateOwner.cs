using System.Security.Claims;

namespace Fairlead.Engine;

/// <summary>Whose state a call reaches.</summary>
internal static class StateOwner
{
    /// <summary>Whether a caller was authenticated and has a name.</summary>
    public static bool IsKnown(ClaimsPrincipal caller) => SubjectOf(caller) is not null;

    /// <summary>The issuer and subject of an authenticated caller; otherwise the conversation.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static string Of(ClaimsPrincipal caller, McpConnection connection)
    {
        if (SubjectOf(caller) is { } subject)
        {
            // Lengths first, so that no issuer and subject can be chosen to look like another pair.
            var issuer = caller.FindFirst("iss")?.Value ?? subject.Issuer;
            return $"caller:{issuer.Length}:{issuer}:{subject.Value}";
        }

        return connection.KeepsState
            ? $"connection:{connection.Id}"
            : throw new InvalidOperationException(
                "There is nobody to keep state for: the caller is not authenticated, and over HTTP there is no conversation. Authenticate callers, or take what you need as an argument.");
    }

    private static Claim? SubjectOf(ClaimsPrincipal caller) => caller.Identity is { IsAuthenticated: true }
        ? caller.FindFirst("sub") ?? caller.FindFirst(ClaimTypes.NameIdentifier)
        : null;
}
