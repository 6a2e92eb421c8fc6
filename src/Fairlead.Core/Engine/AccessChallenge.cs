using Fairlead.Components;
using Fairlead.Protocol;
using Fairlead.Security;

namespace Fairlead.Engine;

/// <summary>
/// What a caller is told who asks for what it does not see. Unknown, hidden and forbidden components read the same, unless a token
/// with more scopes would open the door and the transport can say so.
/// </summary>
internal static class AccessChallenge
{
    /// <summary>Refuses a call whose component was not found.</summary>
    /// <param name="call">The call.</param>
    /// <param name="hidden">The component that the caller may not see, or <see langword="null"/> where there is none at all.</param>
    /// <param name="unknown">What is said where there is no component.</param>
    public static void Refuse(RequestCall call, Component? hidden, JsonRpcError unknown)
    {
        if (hidden is not null && call.Access is { } judged) call.Denial = DenialOf(judged, hidden);
        if (call.Access is { } access && call.Connection.TakesChallenges && call.Depth == 0)
        {
            // The same for every name, so that nobody learns which of them exist.
            if (!access.IsAuthenticated && access.Permissions.AsksForCallers)
            {
                call.Refuse(new(ErrorCodes.AuthenticationRequired, "Say who calls: send Authorization: Bearer and a token."));
                return;
            }

            if (hidden is not null && access.IsAuthenticated && MayComeBack(call) && access.MissingScopes(hidden) is { Count: > 0 } scopes)
            {
                call.RefuseFor(scopes);
                return;
            }
        }

        call.Fail(unknown);
    }

    // For the audit only: the caller is told nothing of it, unless it can come back with more scopes.
    private static string DenialOf(CallerAccess access, Component hidden)
    {
        if (!access.IsAuthenticated) return "not authenticated";
        return access.MissingScopes(hidden) is { Count: > 0 } scopes ? $"scopes missing: {string.Join(' ', scopes)}" : "not permitted";
    }

    // Who has a configured token cannot get another one by asking.
    private static bool MayComeBack(RequestCall call) => call.AuthenticatedCaller is not KnownCaller { HasFixedScopes: true };
}
