using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace Fairlead.Engine;

/// <summary>How the value types that authors construct are written and read as JSON. Never for what every request needs.</summary>
internal static class SdkJson
{
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
