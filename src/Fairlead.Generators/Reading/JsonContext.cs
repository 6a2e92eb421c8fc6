using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>A class that derives from <c>JsonSerializerContext</c>, and what its <c>[JsonSourceGenerationOptions]</c> make of types.</summary>
internal sealed class JsonContext
{
    private const string Json = "System.Text.Json.Serialization.";
    private const int Web = 1, Strict = 2;
    private const int SerializationOnly = 2;

    private readonly Dictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _converted = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _namedEnums = new(SymbolEqualityComparer.Default);
    private readonly bool _allEnumsNamed;

    public JsonContext(INamedTypeSymbol type)
    {
        Type = TypeNames.Full(type);
        var options = Attributes.Find(type, Json + "JsonSourceGenerationOptionsAttribute");
        var defaults = options?.ConstructorArguments is [{ Value: int given }] ? given : 0;
        Naming = Number(options, "PropertyNamingPolicy") ?? (defaults == Web ? WireName.CamelCase : 0);
        IgnoreCondition = Number(options, "DefaultIgnoreCondition") ?? 0;
        NumberHandling = Number(options, "NumberHandling") ?? 0;
        IncludesFields = Flag(options, "IncludeFields") ?? false;
        IgnoresReadOnly = Flag(options, "IgnoreReadOnlyProperties") ?? false;
        RefusesUnknown = Number(options, "UnmappedMemberHandling") is { } handling ? handling == 1 : defaults == Strict;
        RequiresParameters = Flag(options, "RespectRequiredConstructorParameters") ?? defaults == Strict;
        KeepsReferences = Number(options, "ReferenceHandler") is > 0;
        _allEnumsNamed = Flag(options, "UseStringEnumConverter") ?? false;
        foreach (var converter in Converters(options)) _allEnumsNamed |= AddConverter(converter);
        ReadTypes(type, Number(options, "GenerationMode") ?? 0);
    }

    /// <summary>The class, fully qualified.</summary>
    public string Type { get; }

    /// <summary>How properties are called, as the numbers of <c>JsonKnownNamingPolicy</c>.</summary>
    public int Naming { get; }

    /// <summary>When properties are not written, as the numbers of <c>JsonIgnoreCondition</c>.</summary>
    public int IgnoreCondition { get; }

    /// <summary>How numbers are written, as the bits of <c>JsonNumberHandling</c>.</summary>
    public int NumberHandling { get; }

    public bool IncludesFields { get; }

    public bool IgnoresReadOnly { get; }

    public bool RefusesUnknown { get; }

    public bool RequiresParameters { get; }

    /// <summary>Objects may refer to each other, by members that no schema of the type shows.</summary>
    public bool KeepsReferences { get; }

    /// <summary>A converter of the context may treat any type, so that nothing is known of what it writes.</summary>
    public bool IsUnforeseeable { get; private set; }

    /// <summary>Whether the context names a type with <c>[JsonSerializable]</c>, for the direction asked for.</summary>
    public bool Covers(ITypeSymbol type, bool isInput) => _types.TryGetValue(type, out var isRead) && (isRead || !isInput);

    /// <summary>Whether a converter of the context treats a type.</summary>
    public bool Converts(ITypeSymbol type) => _converted.Contains(type);

    /// <summary>Whether the context writes an enum by name.</summary>
    public bool Names(ITypeSymbol type) => _allEnumsNamed || _namedEnums.Contains(type);

    // A converter for all enums says so; the others are remembered with their types.
    private bool AddConverter(INamedTypeSymbol converter)
    {
        if (TypeNames.Plain(converter) == Json + "JsonStringEnumConverter")
        {
            if (converter.TypeArguments is not [var named]) return true;
            _namedEnums.Add(named);
            return false;
        }

        for (var current = converter.BaseType; current is not null; current = current.BaseType)
        {
            if (TypeNames.Plain(current) != Json + "JsonConverter" || current.TypeArguments is not [var type]) continue;
            _converted.Add(type);
            return false;
        }

        IsUnforeseeable = true;
        return false;
    }

    private void ReadTypes(INamedTypeSymbol context, int mode)
    {
        foreach (var attribute in context.GetAttributes())
        {
            if (attribute.AttributeClass is not { } name || TypeNames.Plain(name) != Json + "JsonSerializableAttribute") continue;
            if (attribute.ConstructorArguments is not [{ Value: ITypeSymbol type }]) continue;
            var own = Number(attribute, "GenerationMode") is > 0 and { } given ? given : mode;
            _types[type] = own != SerializationOnly;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Converters(AttributeData? options) =>
        options?.NamedArguments.FirstOrDefault(argument => argument.Key == "Converters").Value is { Kind: TypedConstantKind.Array, IsNull: false } types
            ? types.Values.Select(value => value.Value).OfType<INamedTypeSymbol>()
            : [];

    private static int? Number(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Enum } value ? value.Value as int? : null;

    private static bool? Flag(AttributeData? attribute, string name) => attribute is null ? null : Attributes.NamedBoolean(attribute, name);
}
