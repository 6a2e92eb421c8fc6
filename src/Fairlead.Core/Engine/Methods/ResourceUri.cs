using System.Text;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>The <c>params.uri</c> of methods that are about a resource.</summary>
internal static class ResourceUri
{
    /// <summary>Reads the URI.</summary>
    /// <param name="call">The call; it fails where there is none.</param>
    /// <param name="limits">How long it may be.</param>
    /// <returns>The URI, or <see langword="null"/>.</returns>
    public static string? Read(RequestCall call, McpLimits limits)
    {
        var slice = call.Message.Uri;
        if (!Message.IsString(slice.Span))
        {
            call.Fail(new(ErrorCodes.InvalidParams, "params.uri is missing; it must be a string."));
            return null;
        }

        if (slice.Length <= limits.MaxUriBytes) return Encoding.UTF8.GetString(Message.Unquote(slice).Span);
        call.Fail(new(ErrorCodes.InvalidParams, $"params.uri is longer than the {limits.MaxUriBytes} bytes that the server takes."));
        return null;
    }
}
