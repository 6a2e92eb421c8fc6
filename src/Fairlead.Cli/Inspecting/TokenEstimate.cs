using System.Text;
using System.Text.Json.Nodes;

namespace Fairlead.Cli.Inspecting;

/// <summary>
/// What a definition costs a model to read. Every model counts in its own way; four bytes of JSON to a token is the
/// rule of thumb for English and code, right within some 20 percent.
/// </summary>
internal static class TokenEstimate
{
    private const int BytesPerToken = 4;

    // Clients hand these three to the model, and keep the rest to themselves.
    private static readonly string[] Seen = ["name", "description", "inputSchema"];

    public static int OfTool(JsonObject tool)
    {
        var seen = new JsonObject();
        foreach (var name in Seen)
        {
            if (tool[name] is { } value) seen[name] = value.DeepClone();
        }

        return OfText(seen.ToJsonString());
    }

    public static int OfText(string? text) => text is null ? 0 : (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
