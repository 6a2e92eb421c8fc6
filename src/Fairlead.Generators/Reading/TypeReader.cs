using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads types as they are bound to JSON: in one direction, since what can be written is more than what can be read.</summary>
/// <param name="compilation">The project.</param>
/// <param name="problems">Where to say what is wrong.</param>
/// <param name="isInput">The types are read from JSON; otherwise they are written.</param>
/// <param name="cancellationToken">Ends the reading.</param>
/// <param name="isForm">What is read is what a user filled in: always by generated code, which passes over members that it does not know.</param>
internal sealed class TypeReader(Compilation compilation, Problems problems, bool isInput, CancellationToken cancellationToken, bool isForm = false)
{
    private readonly Dictionary<string, ObjectShape?> _objects = [];
    private readonly Dictionary<string, EnumShape> _enums = [];

    public IEnumerable<ObjectShape> Objects =>
        ContextChecks.Mark([.. _objects.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value!).Where(shape => shape is not null)]);

    public IEnumerable<EnumShape> Enums => _enums.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

    public bool IsInput => isInput;

    public bool IsForm => isForm;

    public Compilation Compilation => compilation;

    public Problems Problems => problems;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Reads a type. Where it has no JSON form, the reason is given instead of a shape.</summary>
    public Shape? TryRead(ITypeSymbol type, out string reason)
    {
        reason = "";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return TryRead(nullable.TypeArguments[0], out reason) is { } value ? value with { IsNullable = true } : null;
        }

        var shape = TryReadPlain(type, out reason);
        if (shape is null || type.IsValueType) return shape;

        // Code without nullable annotations promises nothing: its null is expected in results.
        return shape with { IsNullable = isInput ? type.NullableAnnotation == NullableAnnotation.Annotated : type.NullableAnnotation != NullableAnnotation.NotAnnotated };
    }

    private Shape? TryReadPlain(ITypeSymbol type, out string reason)
    {
        reason = "";
        var full = TypeNames.Full(type.WithNullableAnnotation(NullableAnnotation.None));
        if (Refuse(type) is { } refusal)
        {
            reason = refusal;
            return null;
        }

        if (ConverterReader.Find(type, type) is { } converter) return new(ShapeKind.Converted, full, IsValueType: type.IsValueType, Key: converter);
        if (ScalarShapes.Find(type) is var kind && kind != ShapeKind.Unsupported) return new(kind, full, IsValueType: type.IsValueType);
        if (type.TypeKind == TypeKind.Enum) return ReadEnum((INamedTypeSymbol)type, full);
        if (CollectionReader.TryRead(this, type, full, out var collection, out reason)) return collection;
        if (reason.Length > 0) return null;
        return FindContext(type) is { } context ? new ContextTypeReader(this, context).ReadObject((INamedTypeSymbol)type) : ReadObject(type, full, out reason);
    }

    // Nobody can send an instance of what System.Text.Json could not make either; the refusal says why.
    private JsonContext? FindContext(ITypeSymbol type)
    {
        if (isForm || type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named) return null;
        if (JsonContexts.Of(compilation).Find(named, isInput) is not { } context) return null;
        var canBeMade = named.IsAbstract ? ObjectReader.IsPolymorphic(named) : named.IsValueType || ObjectConstructor.Find(named, compilation) is not null;
        return canBeMade || !isInput ? context : null;
    }

    private string? Refuse(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => "dynamic has no shape; declare a record, or JsonElement for any JSON",
        ITypeParameterSymbol => $"'{type.Name}' is a type parameter; name a type",
        { IsTupleType: true } => "a tuple has no names in JSON; declare a record",
        { IsAnonymousType: true } => "an anonymous type has no name that generated code could use; declare a record",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { IsRefLikeType: true } => $"{type.ToDisplayString()} cannot leave the stack",
        INamedTypeSymbol named when GeneratedAccess.Obstacle(named, compilation) is { } obstacle =>
            $"'{named.Name}' is {obstacle}, so generated code cannot use it; make it internal or public",
        _ => null,
    };

    private Shape ReadEnum(INamedTypeSymbol type, string full)
    {
        var key = TypeNames.Key(type);
        if (!_enums.ContainsKey(key))
        {
            var isFlags = Attributes.Find(type, "System.FlagsAttribute") is not null;
            var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);
            _enums[key] = new(key, full, isFlags, new(members.Select(field => new EnumMember(
                field.Name, EnumMemberName(field), Attributes.DisplayName(field) ?? Attributes.Description(field), isFlags && Convert.ToDecimal(field.ConstantValue) == 0))));
        }

        return new(ShapeKind.Enum, full, IsValueType: true, Key: key);
    }

    public static string EnumMemberName(IFieldSymbol field) =>
        Attributes.Find(field, "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute") is { } name ? Attributes.FirstString(name) ?? field.Name
        : Attributes.Find(field, "System.Runtime.Serialization.EnumMemberAttribute") is { } member ? Attributes.Named<string>(member, "Value") ?? field.Name
        : field.Name;

    /// <summary>Reads one of the types that a polymorphic type may be, for code that reads and writes its members.</summary>
    public Shape? TryReadKind(INamedTypeSymbol type, out string reason) =>
        FindContext(type) is null ? TryRead(type, out reason) : ReadObject(type, TypeNames.Full(type.WithNullableAnnotation(NullableAnnotation.None)), out reason);

    /// <summary>Reads an object unless that has been done, or is being done, under the same key.</summary>
    public void Once(string key, Func<ObjectShape> read)
    {
        if (_objects.ContainsKey(key)) return;
        _objects[key] = null;
        _objects[key] = read();
    }

    /// <summary>Reads a polymorphic type as itself, one of the types that it may be.</summary>
    public Shape? TryReadItself(INamedTypeSymbol type, out string reason) =>
        ReadObject(type, TypeNames.Full(type.WithNullableAnnotation(NullableAnnotation.None)), out reason, asItself: true);

    private Shape? ReadObject(ITypeSymbol type, string full, out string reason, bool asItself = false)
    {
        reason = "";
        var plain = type.WithNullableAnnotation(NullableAnnotation.None);
        var key = TypeNames.Key(plain) + (asItself ? "_Self" : "") + (isForm ? "_Form" : isInput ? "_In" : "_Out");
        var shape = new Shape(ShapeKind.Object, full, IsValueType: type.IsValueType, Key: key);
        if (_objects.ContainsKey(key)) return shape;
        if (type is not INamedTypeSymbol named)
        {
            reason = $"{type.ToDisplayString()} has no JSON form";
            return null;
        }

        // Entered before its members are read, since they may be of the same type again.
        _objects[key] = null;
        if (new ObjectReader(this).TryRead(named, key, full, asItself, out reason) is { } read)
        {
            _objects[key] = read;
            return shape;
        }

        _objects.Remove(key);
        return null;
    }
}
