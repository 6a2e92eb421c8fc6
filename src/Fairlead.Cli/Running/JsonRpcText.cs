using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Running;

/// <summary>The few messages that are ours.</summary>
internal static class JsonRpcText
{
    private const int InternalError = -32603;

    /// <summary>An error in the place of a reply that will never come.</summary>
    /// <param name="id">The request's id, as it stood in the request.</param>
    /// <param name="message">Why there is no reply.</param>
    public static byte[] Error(string id, string message) =>
        Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{InternalError}}},"message":"{{{JsonEncodedText.Encode(message)}}}"}}""");

    public static byte[] Notification(string method, JsonObject? parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null) message["params"] = parameters;
        return Encoding.UTF8.GetBytes(message.ToJsonString());
    }
}
