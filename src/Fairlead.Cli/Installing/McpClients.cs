using System.Text.Json.Nodes;

namespace Fairlead.Cli.Installing;

/// <summary>The clients that are known. docs/cli/install.md names where each says how it is configured.</summary>
internal static class McpClients
{
    private const string Shell = "${NAME}";
    private const string Prefixed = "${env:NAME}";

    public static readonly IReadOnlyList<McpClientKind> All =
    [
        new("claude-desktop", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "url", withType: false), static () => Path.Combine(Places.Applications, "Claude", "claude_desktop_config.json"), null, null,
            "It reads only servers that it starts from its file: add the URL in its settings, under Connectors, or install a bridge such as \"npx -y mcp-remote URL\"."),
        new("claude-code", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "url", withType: true), static () => Path.Combine(Places.Home, ".claude.json"), ".mcp.json", Shell),
        new("cursor", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "url", withType: false), static () => Path.Combine(Places.Home, ".cursor", "mcp.json"), Path.Combine(".cursor", "mcp.json"), Prefixed),
        new("vscode", ConfigFormat.Json, "servers", static entry => Json(entry, "url", withType: true), static () => Path.Combine(Places.Applications, "Code", "User", "mcp.json"), Path.Combine(".vscode", "mcp.json"), Prefixed),
        new("windsurf", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "serverUrl", withType: false), static () => Path.Combine(Places.Home, ".codeium", "windsurf", "mcp_config.json"), null, Prefixed),
        new("gemini", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "httpUrl", withType: false), static () => Path.Combine(Places.Home, ".gemini", "settings.json"), Path.Combine(".gemini", "settings.json"), Shell),
        new("codex", ConfigFormat.Toml, "mcp_servers", Codex, static () => Path.Combine(Environment.GetEnvironmentVariable("CODEX_HOME") is { Length: > 0 } home ? home : Path.Combine(Places.Home, ".codex"), "config.toml"), Path.Combine(".codex", "config.toml"), Shell),
        new("goose", ConfigFormat.Yaml, "extensions", Goose, static () => OperatingSystem.IsWindows() ? Path.Combine(Places.Applications, "Block", "goose", "config", "config.yaml") : Path.Combine(Places.Config, "goose", "config.yaml"), null, null),
        new("mcp-json", ConfigFormat.Json, "mcpServers", static entry => Json(entry, "url", withType: false), null, "mcp.json", Shell),
    ];

    private static JsonObject Json(ServerEntry entry, string urlMember, bool withType)
    {
        var json = new JsonObject();
        if (withType) json["type"] = entry.Url is null ? "stdio" : "http";
        if (entry.Url is { } url)
        {
            json[urlMember] = url;
            if (entry.Headers.Count > 0) json["headers"] = ServerEntry.Texts(entry.Headers);
            return json;
        }

        json["command"] = entry.Command;
        if (entry.Arguments.Count > 0) json["args"] = Words(entry.Arguments);
        if (entry.Environment.Count > 0) json["env"] = ServerEntry.Texts(entry.Environment);
        if (entry.WorkingDirectory is { } folder) json["cwd"] = folder;
        return json;
    }

    // Codex replaces no variables within values; it has members that name them.
    private static JsonObject Codex(ServerEntry entry)
    {
        var json = new JsonObject();
        if (entry.Url is { } url)
        {
            json["url"] = url;
            var bearer = entry.Headers.FirstOrDefault(static header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && header.Value.StartsWith("Bearer ", StringComparison.Ordinal) && ServerEntry.VariableOf(header.Value[7..]) is not null);
            if (bearer.Key is not null) json["bearer_token_env_var"] = ServerEntry.VariableOf(bearer.Value[7..]);
            var named = entry.Headers.Where(static header => ServerEntry.VariableOf(header.Value) is not null).Select(static header => KeyValuePair.Create(header.Key, ServerEntry.VariableOf(header.Value)!)).ToArray();
            var literal = entry.Headers.Where(header => header.Key != bearer.Key && ServerEntry.VariableOf(header.Value) is null).ToArray();
            if (literal.Length > 0) json["http_headers"] = ServerEntry.Texts(literal);
            if (named.Length > 0) json["env_http_headers"] = ServerEntry.Texts(named);
            Refuse(literal.Select(static header => header.Value));
            return json;
        }

        json["command"] = entry.Command;
        if (entry.Arguments.Count > 0) json["args"] = Words(entry.Arguments);
        if (entry.WorkingDirectory is { } folder) json["cwd"] = folder;
        Inherit(entry, json, "env", "env_vars");
        return json;
    }

    private static JsonObject Goose(ServerEntry entry)
    {
        var json = new JsonObject { ["enabled"] = true, ["type"] = entry.Url is null ? "stdio" : "streamable_http" };
        if (entry.Url is { } url)
        {
            json["uri"] = url;
            if (entry.Headers.Count > 0) json["headers"] = ServerEntry.Texts(entry.Headers);
            Refuse(entry.Headers.Values);
        }
        else
        {
            json["cmd"] = entry.Command;
            json["args"] = Words(entry.Arguments);
            Inherit(entry, json, "envs", "env_keys");
        }

        json["timeout"] = 300;
        return json;
    }

    // NAME=${NAME} hands a variable on: both have a list for that.
    private static void Inherit(ServerEntry entry, JsonObject json, string values, string names)
    {
        var own = entry.Environment.Where(static pair => ServerEntry.VariableOf(pair.Value) != pair.Key).ToArray();
        if (own.Length > 0) json[values] = ServerEntry.Texts(own);
        if (own.Length < entry.Environment.Count) json[names] = Words(entry.Environment.Keys.Except(own.Select(static pair => pair.Key)));
        Refuse(own.Select(static pair => pair.Value));
    }

    private static void Refuse(IEnumerable<string> values)
    {
        if (values.FirstOrDefault(ServerEntry.HasVariable) is { } value) throw new FormatException($"it does not replace the variable in \"{value}\"");
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(static word => JsonValue.Create(word))];
}
