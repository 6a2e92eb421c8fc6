using System.Text.Json;
using System.Text.Unicode;

namespace Fairlead.Protocol;

/// <summary>
/// Splits a JSON array into its messages (2025-03-26). What is in them is checked when each is read; here it is only passed over.
/// </summary>
internal static class BatchReader
{
    /// <summary>Splits a batch.</summary>
    /// <param name="json">The array.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="fault">Why it is none.</param>
    /// <returns>The messages, or <see langword="null"/>.</returns>
    public static List<ReadOnlyMemory<byte>>? Split(ReadOnlyMemory<byte> json, McpLimits limits, out JsonRpcError? fault)
    {
        fault = MessageReader.NotJson;
        if (!Utf8.IsValid(json.Span)) return null;
        try
        {
            // Deeper than any message may be, so that one that is too deep is refused alone.
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 1000 });
            var messages = new List<ReadOnlyMemory<byte>>();
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (messages.Count == limits.MaxBatchMessages)
                {
                    fault = new(ErrorCodes.InvalidRequest, $"Invalid request: the batch has more than the {limits.MaxBatchMessages:N0} messages that the server takes.");
                    return null;
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                messages.Add(json[start..(int)reader.BytesConsumed]);
            }

            reader.Read();
            fault = messages.Count > 0 ? null : new(ErrorCodes.InvalidRequest, "Invalid request: the batch is empty.");
            return fault is null ? messages : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
