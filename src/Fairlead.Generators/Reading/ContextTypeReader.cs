using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>
/// Reads types as a JSON context reads and writes them, for the schema and for the rules that are checked afterwards. What
/// cannot be foreseen is any JSON: that promises little, but nothing wrong.
/// </summary>
internal sealed class ContextTypeReader(TypeReader types, JsonContext context)
{
    private const string Json = "System.Text.Json.Serialization.";
    private const string Generic = "System.Collections.Generic.";
    private const string DayPattern = "\"pattern\":\"^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\\\.[0-9]{1,7})?$\"";
    private const string SpanPattern = "\"pattern\":\"^-?([0-9]+\\\\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\\\\.[0-9]{1,7})?$\"";
    private const int WriteAsString = 2, NamedLiterals = 4;

    public TypeReader Types => types;

    public JsonContext Context => context;

    /// <summary>Reads a type that the context names.</summary>
    public Shape ReadObject(INamedTypeSymbol type, bool asItself = false)
    {
        var plain = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.None);
        var key = $"{TypeNames.Key(plain)}_{TypeNames.Hash(context.Type)}{(asItself ? "_Self" : "")}{(types.IsInput ? "_In" : "_Out")}";
        var full = TypeNames.Full(plain);
        types.Once(key, () => new ContextObjectReader(this).Read(type, key, full, asItself));
        return new(ShapeKind.Object, full, IsValueType: type.IsValueType, Key: key);
    }

    /// <summary>Reads the type of a member, or of what a member holds.</summary>
    public Shape Read(ITypeSymbol type, ISymbol member)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) return ReadPlain(nullable.TypeArguments[0], member, isNullable: true);
        var isNullable = !type.IsValueType && (types.IsInput ? type.NullableAnnotation == NullableAnnotation.Annotated : type.NullableAnnotation != NullableAnnotation.NotAnnotated);
        return ReadPlain(type, member, isNullable);
    }

    private Shape ReadPlain(ITypeSymbol type, ISymbol member, bool isNullable)
    {
        var any = new Shape(ShapeKind.Any, TypeNames.Full(type.WithNullableAnnotation(NullableAnnotation.None)), isNullable, type.IsValueType);
        var converter = Converter(member) ?? Converter(type);
        if (type.TypeKind == TypeKind.Enum && (converter is null ? !context.Converts(type) : IsByName(converter))) return ReadEnum((INamedTypeSymbol)type, any, isByName: converter is not null);
        if (converter is not null || context.Converts(type)) return any;
        if (ScalarShapes.Find(type) is var kind && kind != ShapeKind.Unsupported) return Scalar(any with { Kind = kind }, type, member);
        if (type is IArrayTypeSymbol { Rank: 1 } array) return any with { Kind = ShapeKind.List, Item = Read(array.ElementType, member), Collection = CollectionKind.Array };
        if (type is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)) return any;
        return ReadCollection(named, any, member) ?? (IsObject(named) ? ReadObject(named) with { IsNullable = isNullable } : any);
    }

    private Shape Scalar(Shape shape, ITypeSymbol type, ISymbol member) => shape.Kind switch
    {
        ShapeKind.TimeSpan => shape with { Kind = ShapeKind.Text, Key = SpanPattern },
        ShapeKind.TimeOnly => shape with { Kind = ShapeKind.Text, Key = DayPattern },
        ShapeKind.Integer or ShapeKind.Number when types.IsInput => shape,
        ShapeKind.Integer or ShapeKind.Number when (NumberHandling(member) & WriteAsString) != 0 => shape with { Kind = ShapeKind.Text },
        ShapeKind.Number when (NumberHandling(member) & NamedLiterals) != 0 && type.SpecialType != SpecialType.System_Decimal => shape with { Kind = ShapeKind.Any },
        _ => shape,
    };

    private int NumberHandling(ISymbol member) => Handling(member) ?? Handling(member.ContainingType) ?? context.NumberHandling;

    private static int? Handling(ISymbol? symbol) =>
        symbol is not null && Attributes.Find(symbol, Json + "JsonNumberHandlingAttribute") is { ConstructorArguments: [{ Value: int handling }] } ? handling : null;

    private Shape ReadEnum(INamedTypeSymbol type, Shape shape, bool isByName)
    {
        isByName |= context.Names(type);
        shape = shape with { Kind = isByName ? ShapeKind.Text : ShapeKind.Code };

        // Flags in one text, or in one number, are more than a list of values could say.
        if (Attributes.Find(type, "System.FlagsAttribute") is not null) return shape;
        var values = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => isByName ? JsonText.Quote(NameOf(field)) : JsonText.Of(field.ConstantValue)).Distinct();
        return shape with { Key = $"\"enum\":[{string.Join(",", values)}{(shape.IsNullable ? ",null" : "")}]" };
    }

    private static string NameOf(IFieldSymbol field) =>
        Attributes.Find(field, Json + "JsonStringEnumMemberNameAttribute") is { } name ? Attributes.FirstString(name) ?? field.Name : field.Name;

    private Shape? ReadCollection(INamedTypeSymbol type, Shape shape, ISymbol member)
    {
        var interfaces = type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Insert(0, type) : type.AllInterfaces;
        if (interfaces.FirstOrDefault(one => TypeNames.Plain(one) is Generic + "IDictionary" or Generic + "IReadOnlyDictionary") is { TypeArguments: [_, var value] })
        {
            return shape with { Kind = ShapeKind.Dictionary, Item = Read(value, member) };
        }

        if (interfaces.FirstOrDefault(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) is { TypeArguments: [var item] })
        {
            var collection = TypeNames.Plain(type) == "System.Collections.Immutable.ImmutableArray" ? CollectionKind.ImmutableArray : CollectionKind.List;
            return shape with { Kind = ShapeKind.List, Item = Read(item, member), Collection = collection };
        }

        return interfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable || TypeNames.Plain(one) == Generic + "IAsyncEnumerable") ? shape : null;
    }

    // System.Text.Json has its own ways with some types of the framework.
    private bool IsObject(INamedTypeSymbol type) =>
        !type.IsTupleType && !TypeNames.Plain(type).StartsWith("System.", StringComparison.Ordinal) && types.Compilation.IsSymbolAccessibleWithin(type, types.Compilation.Assembly);

    private static INamedTypeSymbol? Converter(ISymbol symbol) =>
        Attributes.Find(symbol, Json + "JsonConverterAttribute") is { ConstructorArguments: [{ Value: INamedTypeSymbol converter }] } ? converter : null;

    private static bool IsByName(INamedTypeSymbol converter) => TypeNames.Plain(converter) == Json + "JsonStringEnumConverter";
}
