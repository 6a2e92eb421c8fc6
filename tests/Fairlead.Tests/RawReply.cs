using System.Text.Json;

namespace Fairlead.Tests;

/// <summary>A response as it came over the wire.</summary>
internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public int Code => Json.GetProperty("error").GetProperty("code").GetInt32();

    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;

    public string Id => Json.GetProperty("id").GetRawText();

    public string Text => Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;
}
