using System.Text.Json;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>Writes what the server can do.</summary>
internal sealed class Capabilities(McpServerOptions options, IReadOnlyList<McpExtension> extensions)
{
    public void Write(Utf8JsonWriter writer, Catalog catalog, ProtocolRevision revision, McpConnection connection)
    {
        writer.WriteStartObject("capabilities"u8);
        if (revision.HasCompletionsCapability && catalog.HasCompletions) WriteEmpty(writer, "completions"u8);

        // A stateless legacy client has nowhere to set a level, and no stream on which to be told of changes; a modern one sets
        // the level with each request, and opens streams with subscriptions/listen.
        var talksBack = revision.IsModern || connection.KeepsState;
        if (talksBack) WriteEmpty(writer, "logging"u8);
        if (catalog.Lists.HasFlag(ListKinds.Prompts)) WriteList(writer, "prompts"u8, talksBack);
        if (catalog.Lists.HasFlag(ListKinds.Resources)) WriteList(writer, "resources"u8, talksBack, canSubscribe: talksBack);
        if (catalog.Lists.HasFlag(ListKinds.Tools)) WriteList(writer, "tools"u8, talksBack);
        if (options.Experimental.Count > 0) WriteObjects(writer, "experimental"u8, options.Experimental);
        if (revision.HasExtensions && extensions.Count > 0)
        {
            WriteObjects(writer, "extensions"u8, extensions.Select(extension => KeyValuePair.Create(extension.Name, extension.Settings)));
        }

        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> objects)
    {
        writer.WriteStartObject(name);
        foreach (var (key, json) in objects)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(json.Span);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool tellsChanges, bool canSubscribe = false)
    {
        writer.WriteStartObject(name);
        if (canSubscribe) writer.WriteBoolean("subscribe"u8, true);
        if (tellsChanges) writer.WriteBoolean("listChanged"u8, true);
        writer.WriteEndObject();
    }
}
