using System.Security.Claims;

namespace Fairlead.Engine;

/// <summary>Whose state a call reaches.</summary>
internal static class StateOwner
{
    /// <summary>Whether a caller was authenticated and has a name.</summary>
    public static bool IsKnown(ClaimsPrincipal caller) => CallerIdentity.Of(caller) is not null;

    /// <summary>The issuer and subject of an authenticated caller; otherwise the conversation.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static string Of(ClaimsPrincipal caller, McpConnection connection)
    {
        // Lengths first, so that no issuer and subject can be chosen to look like another pair.
        if (CallerIdentity.Of(caller) is { } known) return $"caller:{known.Issuer.Length}:{known.Issuer}:{known.Subject}";

        return connection.KeepsState
            ? $"connection:{connection.Id}"
            : throw new InvalidOperationException(
                "There is nobody to keep state for: the caller is not authenticated, and over HTTP there is no conversation. Authenticate callers, or take what you need as an argument.");
    }
}
