using System.Text.Json.Serialization;

namespace Everything.Questions;

/// <summary>How answers are shown.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Account))]
internal sealed partial class AnswersJson : JsonSerializerContext;
