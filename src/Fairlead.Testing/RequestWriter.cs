using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing;

/// <summary>Writes requests as a client of a revision does, with its identity, capabilities and wishes.</summary>
internal sealed class RequestWriter(McpTestOptions options)
{
    private readonly JsonObject _capabilities = options.Script.Capabilities(options.Revision.HasElicitationModes);

    /// <summary>The level of log messages that the client wants, by the protocol's name; <see langword="null"/> for none.</summary>
    public string? Level { get; } = options.LogLevel switch
    {
        LogLevel.None => null,
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "info",
    };

    /// <summary>The <c>params</c> of <c>initialize</c>.</summary>
    public JsonObject Initialize() => new()
    {
        ["protocolVersion"] = options.Revision.Version,
        ["capabilities"] = _capabilities.DeepClone(),
        ["clientInfo"] = ClientInfo(),
    };

    /// <summary>Writes a request.</summary>
    /// <param name="id">Its id, as JSON; also the token of its progress.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its <c>params</c>, to which <c>_meta</c> is added.</param>
    public string Write(string id, string method, JsonObject parameters)
    {
        AddMeta(parameters, id);
        return JsonText.Line(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(id), ["method"] = method, ["params"] = parameters });
    }

    // What a test has put there itself, stays.
    private void AddMeta(JsonObject parameters, string id)
    {
        if (parameters["_meta"] is not JsonObject meta) parameters["_meta"] = meta = [];
        meta.TryAdd("progressToken", JsonNode.Parse(id));
        if (!options.Revision.RequiresRequestMeta) return;
        meta.TryAdd("io.modelcontextprotocol/protocolVersion", options.Revision.Version);
        meta.TryAdd("io.modelcontextprotocol/clientCapabilities", _capabilities.DeepClone());
        meta.TryAdd("io.modelcontextprotocol/clientInfo", ClientInfo());
        if (Level is not null) meta.TryAdd("io.modelcontextprotocol/logLevel", Level);
    }

    private static JsonObject ClientInfo() => new() { ["name"] = "Fairlead.Testing", ["version"] = "1" };
}
