using System.Globalization;
using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads what <c>[McpResource]</c> says of the content.</summary>
internal sealed class ResourceSettingsReader(AttributeData attribute, string name, Location? location, Problems problems)
{
    private const string Protocol = "global::ModelContextProtocol.Protocol.";

    public ResourceSettings? Read(bool isTemplate)
    {
        var scope = Value("CacheScope") is { } value ? $"({Protocol}CacheScope)({Convert.ToInt32(value, CultureInfo.InvariantCulture)})" : null;
        var settings = new ResourceSettings(TimeToLive(), scope, Annotations(), Size(isTemplate));
        return settings == new ResourceSettings(null, null, null, null) ? null : settings;
    }

    private long? TimeToLive()
    {
        if (Attributes.Named<string>(attribute, "TimeToLive") is not { } text) return null;
        if (text.Trim() == "0s") return 0;
        return DurationText.TryRead(text) is { } ticks and > 0 ? ticks : Refuse("TimeToLive", text, "write \"0s\", \"500ms\", \"10s\", \"2m\" or \"1h\"");
    }

    private long? Size(bool isTemplate)
    {
        if (Value("Size") is not long size) return null;
        if (isTemplate) return Refuse("Size", $"{size}", "a template stands for many resources; take it out");
        return size >= 0 ? size : Refuse("Size", $"{size}", "write 0 or more");
    }

    private string? Annotations()
    {
        var members = new List<string>();
        if (attribute.NamedArguments.FirstOrDefault(one => one.Key == "Audience").Value is { Kind: TypedConstantKind.Array, IsNull: false } audience)
        {
            members.Add($"Audience = new {Protocol}Role[] {{ {string.Join(", ", audience.Values.Select(CodeText.Of))} }}");
        }

        if (Value("Priority") is double priority)
        {
            if (priority is >= 0 and <= 1) members.Add($"Priority = {priority.ToString("R", CultureInfo.InvariantCulture)}f");
            else Refuse("Priority", priority.ToString("R", CultureInfo.InvariantCulture), "write a number from 0 to 1");
        }

        if (Attributes.Named<string>(attribute, "LastModified") is { } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                members.Add($"LastModified = new global::System.DateTimeOffset({time.Ticks.ToString(CultureInfo.InvariantCulture)}L, new global::System.TimeSpan({time.Offset.Ticks.ToString(CultureInfo.InvariantCulture)}L))");
            }
            else
            {
                Refuse("LastModified", text, "write a time such as \"2026-01-31T09:30:00Z\"");
            }
        }

        return members.Count == 0 ? null : $"new {Protocol}Annotations {{ {string.Join(", ", members)} }}";
    }

    private object? Value(string member) => attribute.NamedArguments.FirstOrDefault(one => one.Key == member).Value is { Kind: not TypedConstantKind.Array } value ? value.Value : null;

    private long? Refuse(string setting, string text, string advice)
    {
        problems.Add(Rule.InvalidSetting, location, setting, name, text, advice);
        return null;
    }
}
