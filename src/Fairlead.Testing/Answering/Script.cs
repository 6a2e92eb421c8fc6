using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Fairlead.Testing.Answering;

/// <summary>What the client's side answers when a server asks.</summary>
internal sealed class Script
{
    private readonly List<Func<Elicitation, ElicitationAnswer?>> _users = [];
    private Func<CreateMessageRequestParams, CreateMessageResult>? _model;
    private JsonArray? _roots;

    public void AddUser(Func<Elicitation, ElicitationAnswer?> user) => _users.Add(user);

    public void SetModel(Func<CreateMessageRequestParams, CreateMessageResult> model) => _model = model;

    public void AddRoots(IEnumerable<string> uris)
    {
        _roots ??= [];
        foreach (var uri in uris) _roots.Add((JsonNode)new JsonObject { ["uri"] = uri });
    }

    /// <summary>The capabilities that a client with this script declares.</summary>
    public JsonObject Capabilities(bool hasModes)
    {
        var capabilities = new JsonObject();
        if (_users.Count > 0) capabilities["elicitation"] = hasModes ? new JsonObject { ["form"] = new JsonObject(), ["url"] = new JsonObject() } : new JsonObject();
        if (_model is not null) capabilities["sampling"] = new JsonObject { ["tools"] = new JsonObject() };
        if (_roots is not null) capabilities["roots"] = new JsonObject();
        return capabilities;
    }

    /// <summary>Answers a question.</summary>
    /// <param name="method">The JSON-RPC method.</param>
    /// <param name="parameters">Its <c>params</c>.</param>
    /// <exception cref="McpTestException">The script has no answer.</exception>
    public JsonObject Answer(string method, JsonElement parameters) => method switch
    {
        "ping" => [],
        "elicitation/create" => Ask(new Elicitation(parameters)),
        "sampling/createMessage" when _model is not null => (JsonObject)JsonText.Write(_model(JsonText.Read<CreateMessageRequestParams>(parameters))),
        "sampling/createMessage" => throw new McpTestException("The server asks the client's model, and the test has no answer. Write o.AnswerSampling(\"…\")."),
        "roots/list" when _roots is not null => new JsonObject { ["roots"] = _roots.DeepClone() },
        "roots/list" => throw new McpTestException("The server asks for directories, and the test has none. Write o.Roots(\"file:///…\")."),
        _ => throw new McpTestException($"The server asks {method}, which the test kit does not know."),
    };

    private JsonObject Ask(Elicitation question)
    {
        foreach (var user in _users)
        {
            if (user(question) is { } answer) return answer.ToJson();
        }

        var what = question.Url is { } url ? $"to visit {url}" : $"with a form of {string.Join(", ", question.Fields)}";
        throw new McpTestException($"The server asks the user \"{question.Message}\" {what}, and the test has no answer to that. Write o.Answer<T>(_ => new(…)) with a type that has these members, or o.AnswerElicitation(question => …).");
    }
}
