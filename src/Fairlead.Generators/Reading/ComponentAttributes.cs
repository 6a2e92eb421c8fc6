using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>The attributes that make a method a component, Fairlead's and the official SDK's.</summary>
internal static class ComponentAttributes
{
    private static readonly Dictionary<string, ComponentModelKind> Kinds = new()
    {
        ["Fairlead.McpToolAttribute"] = ComponentModelKind.Tool,
        ["Fairlead.McpResourceAttribute"] = ComponentModelKind.Resource,
        ["Fairlead.McpPromptAttribute"] = ComponentModelKind.Prompt,
        ["ModelContextProtocol.Server.McpServerToolAttribute"] = ComponentModelKind.Tool,
        ["ModelContextProtocol.Server.McpServerResourceAttribute"] = ComponentModelKind.Resource,
        ["ModelContextProtocol.Server.McpServerPromptAttribute"] = ComponentModelKind.Prompt,
    };

    /// <summary>The component attributes of a method; it may be several kinds of component at once.</summary>
    public static IEnumerable<(AttributeData Attribute, ComponentModelKind Kind)> Of(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Kinds.TryGetValue(TypeNames.Plain(type), out var kind)) yield return (attribute, kind);
        }
    }

    public static bool IsOfficial(AttributeData attribute) => attribute.AttributeClass!.ContainingNamespace.ToDisplayString() == "ModelContextProtocol.Server";

    /// <summary>Whether an attribute says what the generator has understood, so that it is no metadata for others.</summary>
    public static bool IsUnderstood(INamedTypeSymbol type)
    {
        var name = TypeNames.Plain(type);
        if (Kinds.ContainsKey(name)) return true;
        if (name is "Fairlead.McpIconAttribute" or "Fairlead.McpMetaAttribute" or "Fairlead.InputSchemaAttribute" or "System.ComponentModel.DescriptionAttribute" or "System.ObsoleteAttribute" or "System.AttributeUsageAttribute") return true;
        var space = type.ContainingNamespace.ToDisplayString();
        return space.StartsWith("System.Runtime.", StringComparison.Ordinal) || space.StartsWith("System.Diagnostics", StringComparison.Ordinal)
            || name is "ModelContextProtocol.Server.McpServerToolTypeAttribute" or "ModelContextProtocol.Server.McpServerResourceTypeAttribute"
                or "ModelContextProtocol.Server.McpServerPromptTypeAttribute" or "ModelContextProtocol.Server.McpMetaAttribute";
    }
}
