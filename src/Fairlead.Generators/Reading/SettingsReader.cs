using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Emitting;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the settings of component attributes.</summary>
internal sealed class SettingsReader(Problems problems)
{
    public long? Timeout(AttributeData attribute, string name, Location? location)
    {
        if (Attributes.Named<string>(attribute, "Timeout") is not { } text) return null;
        if (DurationText.TryRead(text) is { } ticks) return ticks;
        problems.Add(Rule.InvalidSetting, location, "Timeout", name, text, "write \"500ms\", \"10s\", \"2m\", \"1h\" or \"none\"");
        return null;
    }

    public static Hints ReadHints(AttributeData attribute) => new(
        Attributes.NamedBoolean(attribute, "ReadOnly"),
        Attributes.NamedBoolean(attribute, "Destructive"),
        Attributes.NamedBoolean(attribute, "Idempotent"),
        Attributes.NamedBoolean(attribute, "OpenWorld"));

    /// <summary>Icons as C# expressions.</summary>
    public static IEnumerable<string> ReadIcons(IMethodSymbol method, AttributeData? component)
    {
        if (component is not null && Attributes.Named<string>(component, "IconSource") is { } source) yield return Icon(source, null, [], null);
        var own = method.GetAttributes().Where(IsIcon).ToList();
        var icons = own.Count > 0 || method.MethodKind != MethodKind.Ordinary ? own : [.. method.ContainingType.GetAttributes().Where(IsIcon)];
        foreach (var icon in icons)
        {
            if (Attributes.FirstString(icon) is { } uri)
            {
                yield return Icon(uri, Attributes.Named<string>(icon, "MimeType"), Attributes.NamedStrings(icon, "Sizes"), Attributes.Named<string>(icon, "Theme"));
            }
        }
    }

    /// <summary>The <c>[McpMeta]</c> attributes, Fairlead's and the official SDK's, as one JSON object.</summary>
    public static string? ReadMeta(IMethodSymbol method, Problems problems)
    {
        var members = new List<string>();
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || TypeNames.Plain(type) is not ("Fairlead.McpMetaAttribute" or "ModelContextProtocol.Server.McpMetaAttribute")) continue;
            if (attribute.ConstructorArguments.Length == 0 || Attributes.FirstString(attribute) is not { } name) continue;
            if (MetaValue(attribute, name, problems) is { } json) members.Add($"{JsonText.Quote(name)}:{json}");
        }

        return members.Count == 0 ? null : "{" + string.Join(",", members) + "}";
    }

    private static string? MetaValue(AttributeData attribute, string name, Problems problems)
    {
        var location = attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();
        if ((Attributes.Named<string>(attribute, "Json") ?? Attributes.Named<string>(attribute, "JsonValue")) is { } text)
        {
            var json = JsonSyntax.Compact(text, out var position);
            if (json is null) problems.Add(Rule.InvalidSetting, location, "McpMeta", name, Shorten(text), $"it is no JSON from position {position} on");
            return json;
        }

        if (attribute.ConstructorArguments.Length < 2) return "null";
        var value = attribute.ConstructorArguments[1];
        if (value.Kind == TypedConstantKind.Primitive && JsonText.Of(value.Value) is { } constant) return constant;
        if (value.IsNull) return "null";
        problems.Add(Rule.InvalidSetting, location, "McpMeta", name, value.Kind == TypedConstantKind.Error ? "" : value.ToCSharpString(), "write a text, number or Boolean, or Json = \"…\"");
        return null;
    }

    /// <summary>The JSON Schema that <c>[InputSchema]</c> gives a tool's arguments, or one value.</summary>
    public static string? ReadSchema(ISymbol symbol, Problems problems)
    {
        if (Attributes.Find(symbol, "Fairlead.InputSchemaAttribute") is not { } attribute || Attributes.FirstString(attribute) is not { } text) return null;
        var json = JsonSyntax.Compact(text, out var position);
        if (json is ['{', ..]) return json;
        var problem = json is null ? $"it is no JSON from position {position} on" : "write a JSON object";
        problems.Add(Rule.InvalidSetting, symbol.Locations.FirstOrDefault(), "InputSchema", symbol.Name, Shorten(text), problem);
        return null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "…";

    private static bool IsIcon(AttributeData attribute) => attribute.AttributeClass is { } type && TypeNames.Plain(type) == "Fairlead.McpIconAttribute";

    private static string Icon(string source, string? mimeType, IReadOnlyList<string> sizes, string? theme)
    {
        var members = new List<string> { $"Source = {CodeText.Quote(source)}" };
        if (mimeType is not null) members.Add($"MimeType = {CodeText.Quote(mimeType)}");
        if (sizes.Count > 0) members.Add($"Sizes = [{string.Join(", ", sizes.Select(CodeText.Quote))}]");
        if (theme is not null) members.Add($"Theme = {CodeText.Quote(theme)}");
        return $"new {Names.Icon} {{ {string.Join(", ", members)} }}";
    }
}
