using System.Text.Json;
using Fairlead.Protocol;

namespace Fairlead.Engine.Subscriptions;

/// <summary>What a <c>subscriptions/listen</c> wants to be told of, as far as the server can tell it.</summary>
/// <param name="Lists">The lists.</param>
/// <param name="Resources">The URIs of resources.</param>
internal sealed record SubscriptionFilter(ListKinds Lists, HashSet<string> Resources)
{
    private const string Kinds = "toolsListChanged, promptsListChanged, resourcesListChanged (true or false) and resourceSubscriptions (an array of URIs)";

    /// <summary>Reads the request's filter.</summary>
    /// <param name="call">The call; refused where the filter is none.</param>
    /// <param name="limits">How much the filter may hold.</param>
    /// <returns>The filter, or <see langword="null"/>.</returns>
    public static SubscriptionFilter? Read(RequestCall call, McpLimits limits)
    {
        var json = Message.Member(call.Params, "notifications"u8);
        if (!Message.IsObject(json.Span)) return Refuse(call, $"params.notifications is missing; it must be an object with any of {Kinds}.");
        var lists = ListKinds.None;
        var resources = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var list = ListOf(reader);
            var isResources = reader.ValueTextEquals("resourceSubscriptions"u8);
            reader.Read();
            if (list != ListKinds.None)
            {
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return Refuse(call, $"params.notifications has a member of the wrong type; its members are {Kinds}.");
                if (reader.TokenType == JsonTokenType.True) lists |= list;
            }
            else if (!isResources)
            {
                reader.Skip();
            }
            else if (ReadResources(ref reader, resources, limits) is { } problem)
            {
                return Refuse(call, problem);
            }
        }

        resources.RemoveWhere(uri => call.Catalog.FindResource(uri, out _) is null);
        return new(lists & call.Catalog.Lists, resources);
    }

    private static ListKinds ListOf(in Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("toolsListChanged"u8)) return ListKinds.Tools;
        if (reader.ValueTextEquals("promptsListChanged"u8)) return ListKinds.Prompts;
        return reader.ValueTextEquals("resourcesListChanged"u8) ? ListKinds.Resources : ListKinds.None;
    }

    private static string? ReadResources(ref Utf8JsonReader reader, HashSet<string> resources, McpLimits limits)
    {
        const string Expected = "params.notifications.resourceSubscriptions must be an array of URIs.";
        if (reader.TokenType != JsonTokenType.StartArray) return Expected;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) return Expected;
            if (reader.ValueSpan.Length > limits.MaxUriBytes) return $"params.notifications.resourceSubscriptions has a URI that is longer than the {limits.MaxUriBytes} bytes that the server takes.";
            resources.Add(reader.GetString()!);
            if (resources.Count > limits.MaxResourceSubscriptions) return $"params.notifications.resourceSubscriptions has more than the {limits.MaxResourceSubscriptions} URIs that the server takes.";
        }

        return null;
    }

    private static SubscriptionFilter? Refuse(RequestCall call, string problem)
    {
        call.Refuse(new(ErrorCodes.InvalidParams, problem));
        return null;
    }
}
