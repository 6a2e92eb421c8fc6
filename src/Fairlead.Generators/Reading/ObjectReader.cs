using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads a class, record or struct as a JSON object.</summary>
internal sealed class ObjectReader(TypeReader types)
{
    private const string Json = "System.Text.Json.Serialization.";

    private readonly PropertyReader _properties = new(types);

    public ObjectShape? TryRead(INamedTypeSymbol type, string key, string full, bool asItself, out string reason)
    {
        var isPolymorphic = !asItself && IsPolymorphic(type);
        if (!IsObject(type, isPolymorphic, out reason)) return null;
        var advice = types.IsForm ? "" : "; write [FromServices] if it is a service";
        var constructor = types.IsInput && !isPolymorphic ? ObjectConstructor.Find(type, types.Compilation) : null;
        if (types.IsInput && !isPolymorphic && constructor is null && !type.IsValueType)
        {
            reason = $"'{type.Name}' cannot be made from JSON: it needs a public constructor without parameters, or one whose parameters have properties of the same names{advice}";
            return null;
        }

        var documentation = Documentation.Of(type, types.CancellationToken);
        if (!_properties.TryRead(type, constructor, documentation, out var properties, out reason)) return null;
        if (types.IsInput && !isPolymorphic && properties.Count == 0)
        {
            reason = $"'{type.Name}' has no member that JSON could set{advice}";
            return null;
        }

        ReportDuplicates(type, properties);
        return new ObjectShape(
            key, full, TypeNames.Simple(type), type.IsValueType, types.IsInput, new(properties),
            Attributes.Description(type) ?? documentation.Summary, types.IsForm || AllowsUnknown(type),
            isPolymorphic ? Discriminator(type) : null, isPolymorphic ? Derived(type) : default);
    }

    /// <summary>A class that declares its derived types for JSON.</summary>
    public static bool IsPolymorphic(ITypeSymbol type) => Attributes.Find(type, Json + "JsonDerivedTypeAttribute") is not null;

    private static bool IsObject(INamedTypeSymbol type, bool isPolymorphic, out string reason)
    {
        reason = type switch
        {
            { TypeKind: TypeKind.Error } => $"the type '{type.Name}' is not known",
            { TypeKind: TypeKind.Delegate } => "a delegate has no JSON form",
            { TypeKind: TypeKind.Interface } or { IsAbstract: true } when !isPolymorphic =>
                $"'{type.Name}' is abstract; name its derived types with [JsonDerivedType], or use a concrete type",
            _ when type.SpecialType == SpecialType.System_IntPtr || type.SpecialType == SpecialType.System_UIntPtr => "a native integer has no fixed size; use long",
            _ when TypeNames.Plain(type).StartsWith("System.Reflection.", StringComparison.Ordinal) || TypeNames.Plain(type) == "System.Type" => $"'{type.Name}' has no JSON form",
            _ when InheritsException(type) => "an exception has no JSON form; throw it instead, or return its message",
            _ => "",
        };
        return reason.Length == 0;
    }

    private static bool InheritsException(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (TypeNames.Plain(current) == "System.Exception") return true;
        }

        return false;
    }

    private static bool AllowsUnknown(INamedTypeSymbol type) =>
        Attributes.Find(type, Json + "JsonUnmappedMemberHandlingAttribute") is { ConstructorArguments: [{ Value: int handling }] } && handling == 0;

    /// <summary>The member by which the kinds of a polymorphic type are told apart.</summary>
    public static string Discriminator(INamedTypeSymbol type) =>
        Attributes.Find(type, Json + "JsonPolymorphicAttribute") is { } attribute
            ? Attributes.Named<string>(attribute, "TypeDiscriminatorPropertyName") ?? "$type"
            : "$type";

    private EquatableArray<DerivedShape> Derived(INamedTypeSymbol type)
    {
        var derived = new List<DerivedShape>();
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } name || TypeNames.Plain(name) != Json + "JsonDerivedTypeAttribute") continue;
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol one }, ..]) continue;
            var discriminator = attribute.ConstructorArguments.Length > 1 ? JsonText.Of(attribute.ConstructorArguments[1].Value) : null;
            var isItself = SymbolEqualityComparer.Default.Equals(one, type);
            if ((isItself ? types.TryReadItself(one, out var reason) : types.TryReadKind(one, out reason)) is { Key: { } key } shape) derived.Add(new(key, shape.Type, Depth(one), discriminator));
            else types.Problems.Add(Rule.NoContract, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation(), one.Name, reason);
        }

        return new(derived);
    }

    /// <summary>How many types stand between a type and <c>object</c>.</summary>
    public static int Depth(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var current = type.BaseType; current is not null; current = current.BaseType) depth++;
        return depth;
    }

    private void ReportDuplicates(INamedTypeSymbol type, List<PropertyShape> properties)
    {
        foreach (var group in properties.GroupBy(property => property.Argument.JsonName).Where(group => group.Count() > 1))
        {
            types.Problems.Add(Rule.DuplicateArgument, type.Locations.FirstOrDefault(), group.Key);
        }
    }
}
