using ModelContextProtocol;

namespace Fairlead.Cli.Connecting;

/// <summary>A server's error in the server's own words.</summary>
internal static class ServerMessage
{
    // The client library puts this in front.
    private const string Prefix = "Request failed (remote): ";

    public static string Of(McpProtocolException exception) =>
        exception.Message.StartsWith(Prefix, StringComparison.Ordinal) ? exception.Message[Prefix.Length..] : exception.Message;
}
