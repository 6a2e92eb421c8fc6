using System.Text.Json.Nodes;
using ModelContextProtocol.Client;

namespace Fairlead.Cli.Connecting;

/// <summary>Hears the progress of one request.</summary>
internal sealed class ProgressListener : IAsyncDisposable
{
    private readonly IAsyncDisposable _registration;

    public ProgressListener(McpClient client, JsonObject parameters, Action<Progress> onProgress)
    {
        var token = Guid.NewGuid().ToString("N");
        if (parameters["_meta"] is not JsonObject meta) parameters["_meta"] = meta = [];
        meta["progressToken"] = token;
        _registration = client.RegisterNotificationHandler("notifications/progress", (notification, _) =>
        {
            if (notification.Params is JsonObject report && report["progressToken"] is JsonValue value && value.TryGetValue<string>(out var of) && of == token)
            {
                onProgress(new Progress(Number(report["progress"]) ?? 0, Number(report["total"]), report["message"]?.ToString()));
            }

            return default;
        });
    }

    public ValueTask DisposeAsync() => _registration.DisposeAsync();

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
