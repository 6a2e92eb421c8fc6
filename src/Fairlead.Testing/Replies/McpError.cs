using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>A JSON-RPC error.</summary>
/// <param name="Code">The code, such as −32602.</param>
/// <param name="Message">The message.</param>
/// <param name="Data">What else the server said; <see cref="JsonValueKind.Undefined"/> where it said nothing.</param>
public sealed record McpError(int Code, string Message, JsonElement Data)
{
    internal static McpError Read(JsonElement error) => new(
        error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString() ?? "", error.TryGetProperty("data", out var data) ? data : default);

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Message}{(Data.ValueKind == JsonValueKind.Undefined ? "" : " " + Data.GetRawText())}";
}
