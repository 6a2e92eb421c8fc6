using System.Text.Json.Serialization;

namespace Fairlead;

/// <summary>The contracts of what <c>OnceAsync</c> keeps without being given one.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
internal sealed partial class OnceJson : JsonSerializerContext;
