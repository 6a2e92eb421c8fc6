using System.Security.Claims;
using Fairlead.Components;

namespace Fairlead.Tests.Authentication;

/// <summary>A tool that says who calls.</summary>
internal static class Identity
{
    public static Tool Tool() => HandMade.Tool("who", call =>
    {
        var caller = call.Caller;
        call.Result.SetText(caller.Identity!.IsAuthenticated
            ? $"{caller.Identity.Name} [{string.Join(' ', caller.FindAll("roles").Select(role => role.Value))}] [{caller.FindFirst("scope")?.Value}]"
            : "nobody");
        return default;
    });

    /// <summary>Calls the tool, with a token or without.</summary>
    public static Post Ask(string? token = null) => Post.Call("who").With("Authorization", token is null ? null : "Bearer " + token);

    /// <summary>Serves everybody who is known what has no rules.</summary>
    public static void Serve(McpApp app)
    {
        app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
        app.Components.Add(Tool());
    }
}
