using System.Text.Json.Nodes;

namespace Fairlead.Cli.Connecting;

/// <summary>Hears the progress of one request.</summary>
internal sealed class ProgressListener : IDisposable
{
    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly ServerConnection _connection;
    private readonly Action<Progress> _onProgress;

    public ProgressListener(ServerConnection connection, JsonObject parameters, Action<Progress> onProgress)
    {
        _connection = connection;
        _onProgress = onProgress;
        if (parameters["_meta"] is not JsonObject meta) parameters["_meta"] = meta = [];
        meta["progressToken"] = _token;
        connection.Notified += Receive;
    }

    public void Dispose() => _connection.Notified -= Receive;

    private void Receive(string method, JsonObject report)
    {
        if (method != "notifications/progress" || report["progressToken"] is not JsonValue value || !value.TryGetValue<string>(out var token) || token != _token) return;
        _onProgress(new Progress(Number(report["progress"]) ?? 0, Number(report["total"]), report["message"]?.ToString()));
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
