using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocol;

namespace Fairlead.Testing.Definitions;

/// <summary>Reads the lists of a server to their ends.</summary>
internal static class Listing
{
    /// <summary>All entries of a list; none where the server has no such list.</summary>
    /// <param name="dialogue">The client.</param>
    /// <param name="method">The method, such as <c>tools/list</c>.</param>
    /// <param name="member">The member that holds the entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(Dialogue dialogue, string method, string member, CancellationToken cancellationToken)
    {
        var entries = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var parameters = new JsonObject();
            if (cursor is not null) parameters["cursor"] = cursor;
            var reply = await dialogue.RequestAsync(method, parameters, cancellationToken).ConfigureAwait(false);
            if (reply.Error is { Code: ErrorCodes.MethodNotFound }) return entries;
            entries.AddRange(reply.Result.GetProperty(member).EnumerateArray());
            cursor = reply.Result.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return entries;
    }
}
