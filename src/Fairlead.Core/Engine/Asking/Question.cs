using System.Text.Json;

namespace Fairlead.Engine.Asking;

/// <summary>Something that a component asks the client.</summary>
/// <param name="Key">What tells it from the other questions of a call.</param>
/// <param name="Method">The JSON-RPC method, such as <c>elicitation/create</c>.</param>
/// <param name="Params">The <c>params</c>: a JSON object.</param>
internal sealed record Question(string Key, string Method, ReadOnlyMemory<byte> Params)
{
    /// <summary>Writes questions as the member <c>inputRequests</c>.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IEnumerable<Question> questions)
    {
        writer.WriteStartObject("inputRequests"u8);
        foreach (var question in questions)
        {
            writer.WriteStartObject(question.Key);
            writer.WriteString("method"u8, question.Method);
            writer.WritePropertyName("params"u8);
            writer.WriteRawValue(question.Params.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
