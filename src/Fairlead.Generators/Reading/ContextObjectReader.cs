using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads a class, record or struct as the JSON object that a JSON context makes of it.</summary>
internal sealed class ContextObjectReader(ContextTypeReader reader)
{
    private const string Json = "System.Text.Json.Serialization.";
    private const int Never = 0, Always = 1, WhenDefault = 2, WhenNull = 3, WhenWriting = 4, WhenReading = 5;

    private readonly TypeReader _types = reader.Types;
    private readonly JsonContext _context = reader.Context;
    private readonly RulesReader _rules = new(reader.Types.Problems);

    public ObjectShape Read(INamedTypeSymbol type, string key, string full, bool asItself)
    {
        var documentation = Documentation.Of(type, _types.CancellationToken);
        var shape = new ObjectShape(
            key, full, TypeNames.Simple(type), type.IsValueType, _types.IsInput, default, Attributes.Description(type) ?? documentation.Summary,
            AllowsUnknown: true, null, default, _context.Type);
        if (_context.IsUnforeseeable || _context.KeepsReferences) return shape with { IsOpaque = true };
        if (!asItself && ObjectReader.IsPolymorphic(type)) return Polymorphic(type, shape);
        var properties = Members(type).Select(member => Member(type, member, documentation)).Where(member => member is not null).Select(member => member!);
        return shape with { Properties = new(properties), AllowsUnknown = AllowsUnknown(type) };
    }

    // A value that names no kind is one of the base type itself, unless that is abstract; then every kind has its own schema.
    private ObjectShape Polymorphic(INamedTypeSymbol type, ObjectShape shape)
    {
        var options = Attributes.Find(type, Json + "JsonPolymorphicAttribute");
        var derived = new List<DerivedShape>();
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } name || TypeNames.Plain(name) != Json + "JsonDerivedTypeAttribute") continue;
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol one }, { Value: { } discriminator }]) return shape with { IsOpaque = true };
            var read = reader.ReadObject(one, asItself: true);
            derived.Add(new(read.Key!, read.Type, ObjectReader.Depth(one), JsonText.Of(discriminator)));
        }

        var isClosed = (type.IsAbstract || derived.Any(one => one.Type == shape.Type)) && options?.NamedArguments.All(argument => argument.Key == "TypeDiscriminatorPropertyName") != false;
        return isClosed ? shape with { Discriminator = ObjectReader.Discriminator(type), Derived = new(derived) } : shape with { IsOpaque = true };
    }

    private bool AllowsUnknown(INamedTypeSymbol type)
    {
        if (Members(type).Any(IsExtensionData)) return true;
        return Attributes.Find(type, Json + "JsonUnmappedMemberHandlingAttribute") is { ConstructorArguments: [{ Value: int handling }] } ? handling == 0 : !_context.RefusesUnknown;
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        foreach (var property in PropertyReader.All(type)) yield return property;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetMembers().OfType<IFieldSymbol>())
            {
                if (!field.IsStatic && !field.IsConst && !field.IsImplicitlyDeclared && field.CanBeReferencedByName && names.Add(field.Name)) yield return field;
            }
        }
    }

    private PropertyShape? Member(INamedTypeSymbol type, ISymbol member, Documentation documentation)
    {
        if (IsExtensionData(member) || Condition(member) is var condition && (condition == Always || condition == (_types.IsInput ? WhenReading : WhenWriting))) return null;
        var constructor = _types.IsInput ? ObjectConstructor.Find(type, _types.Compilation) : null;
        var parameter = constructor?.Parameters.FirstOrDefault(one => string.Equals(one.Name, member.Name, StringComparison.OrdinalIgnoreCase));
        if (!IsBound(member, parameter is not null)) return null;

        var declared = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        var shape = reader.Read(declared, member);
        var location = member.Locations.FirstOrDefault();
        var isRequired = _types.IsInput ? IsRequired(member, parameter, shape) : IsAlwaysWritten(member, shape);
        var argument = new Argument(
            Name(member),
            shape,
            isRequired,
            null,
            shape.Kind == ShapeKind.Text ? null : DefaultValue.Json(member, parameter, shape),
            Attributes.Description(member) ?? (parameter is null ? null : Attributes.Description(parameter))
                ?? Documentation.Of(member, _types.CancellationToken).Summary ?? documentation.Parameter(member.Name),
            Attributes.DisplayName(member),
            _types.IsInput ? _rules.Read(member, shape, location) ?? (parameter is null ? null : _rules.Read(parameter, shape, location)) : null,
            HeaderReader.Read(member, shape, location, _types.Problems),
            Attributes.FindByName(member, "SensitiveAttribute") is not null,
            SettingsReader.ReadSchema(member, _types.Problems) ?? (parameter is null ? null : SettingsReader.ReadSchema(parameter, _types.Problems)));
        return new(member.Name, argument, PropertySetting.None, CanRead(member), LeftOut.Never);
    }

    private bool IsBound(ISymbol member, bool hasParameter)
    {
        var isIncluded = Attributes.Find(member, Json + "JsonIncludeAttribute") is not null;
        if (member is IFieldSymbol field)
        {
            if (!isIncluded && !(_context.IncludesFields && field.DeclaredAccessibility == Accessibility.Public)) return false;
            return !_types.IsInput || !field.IsReadOnly || hasParameter;
        }

        var property = (IPropertySymbol)member;
        if (_types.IsInput) return hasParameter || IsOpen(property.SetMethod, isIncluded);
        if (!IsOpen(property.GetMethod, isIncluded)) return false;
        return !_context.IgnoresReadOnly || property.SetMethod is not null || Condition(property) is not null;
    }

    private static bool IsOpen(IMethodSymbol? accessor, bool isIncluded) => accessor is not null && (isIncluded || accessor.DeclaredAccessibility == Accessibility.Public);

    private bool CanRead(ISymbol member) =>
        _types.Compilation.IsSymbolAccessibleWithin(member is IPropertySymbol property ? property.GetMethod ?? member : member, _types.Compilation.Assembly)
        && member is IFieldSymbol or IPropertySymbol { GetMethod: not null };

    // What System.Text.Json demands, and a text or object without which the type's own promise of null would be broken: the
    // rules find that afterwards. A number that was left out has become zero by then, which cannot be told from a zero sent.
    private bool IsRequired(ISymbol member, IParameterSymbol? parameter, Shape shape)
    {
        if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } || Attributes.Find(member, Json + "JsonRequiredAttribute") is not null) return true;
        if (Attributes.Find(member, "System.ComponentModel.DataAnnotations.RequiredAttribute") is not null && !shape.IsValueType && CanRead(member)) return true;
        return parameter is { HasExplicitDefaultValue: false } && (_context.RequiresParameters || IsNeverNull(parameter, member, shape));
    }

    private bool IsNeverNull(IParameterSymbol parameter, ISymbol member, Shape shape) =>
        parameter.NullableAnnotation == NullableAnnotation.NotAnnotated && shape is { IsValueType: false, IsNullable: false } && CanRead(member);

    private bool IsAlwaysWritten(ISymbol member, Shape shape) => Condition(member) switch
    {
        Never => true,
        { } => false,
        null => _context.IgnoreCondition switch
        {
            WhenDefault => false,
            WhenNull => shape is { IsValueType: true, IsNullable: false },
            _ => true,
        },
    };

    private string Name(ISymbol member) =>
        Attributes.Find(member, Json + "JsonPropertyNameAttribute") is { } name && Attributes.FirstString(name) is { } given ? given : WireName.OfProperty(member.Name, _context.Naming);

    private static bool IsExtensionData(ISymbol member) => Attributes.Find(member, Json + "JsonExtensionDataAttribute") is not null;

    private static int? Condition(ISymbol member) =>
        Attributes.Find(member, Json + "JsonIgnoreAttribute") is not { } attribute ? null
        : attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value.Value as int? ?? Always;
}
