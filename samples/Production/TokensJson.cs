using System.Text.Json.Serialization;

namespace Production;

/// <summary>How the hashes of development tokens are kept.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TokensJson : JsonSerializerContext;
