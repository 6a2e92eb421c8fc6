using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocol;

/// <summary>
/// Writes the notifications that tell of changes. Those of a stream that <c>subscriptions/listen</c> opened carry its id, byte
/// for byte; those of a legacy conversation carry none.
/// </summary>
internal static class ChangeWriter
{
    private static readonly (ListKinds Kind, string Member, string Method)[] Lists =
    [
        (ListKinds.Tools, "toolsListChanged", MethodNames.ToolsListChanged),
        (ListKinds.Prompts, "promptsListChanged", MethodNames.PromptsListChanged),
        (ListKinds.Resources, "resourcesListChanged", MethodNames.ResourcesListChanged),
    ];

    /// <summary>Says what a stream will tell of.</summary>
    public static void WriteAcknowledged(IBufferWriter<byte> output, ReadOnlySpan<byte> subscriptionId, ListKinds lists, IReadOnlyCollection<string> resources)
    {
        using var writer = Start(output, MethodNames.SubscriptionsAcknowledged, subscriptionId);
        writer.WriteStartObject("notifications"u8);
        foreach (var (kind, member, _) in Lists)
        {
            if (lists.HasFlag(kind)) writer.WriteBoolean(member, true);
        }

        if (resources.Count > 0)
        {
            writer.WriteStartArray("resourceSubscriptions"u8);
            foreach (var uri in resources) writer.WriteStringValue(uri);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        NotificationWriter.End(writer);
    }

    /// <summary>Tells that a list is another one.</summary>
    public static void WriteListChanged(IBufferWriter<byte> output, ReadOnlySpan<byte> subscriptionId, ListKinds list)
    {
        using var writer = Start(output, Array.Find(Lists, known => known.Kind == list).Method, subscriptionId);
        NotificationWriter.End(writer);
    }

    /// <summary>Tells that a resource has changed.</summary>
    public static void WriteResourceUpdated(IBufferWriter<byte> output, ReadOnlySpan<byte> subscriptionId, string uri)
    {
        using var writer = Start(output, MethodNames.ResourceUpdated, subscriptionId);
        writer.WriteString("uri"u8, uri);
        NotificationWriter.End(writer);
    }

    /// <summary>Writes the <c>_meta</c> of what belongs to a stream: one JSON object.</summary>
    public static void WriteMeta(Utf8JsonWriter writer, ReadOnlySpan<byte> subscriptionId)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(MetaKeys.SubscriptionId);
        writer.WriteRawValue(subscriptionId, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static Utf8JsonWriter Start(IBufferWriter<byte> output, string method, ReadOnlySpan<byte> subscriptionId)
    {
        var writer = NotificationWriter.Start(output, method);
        if (subscriptionId.IsEmpty) return writer;
        writer.WritePropertyName("_meta"u8);
        WriteMeta(writer, subscriptionId);
        return writer;
    }
}
