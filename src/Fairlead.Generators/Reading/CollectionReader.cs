using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads the types that are JSON arrays, or objects with any members.</summary>
internal static class CollectionReader
{
    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";

    public static bool TryRead(TypeReader reader, ITypeSymbol type, string full, out Shape? shape, out string reason)
    {
        shape = null;
        reason = "";
        if (type is IArrayTypeSymbol array)
        {
            if (array.Rank == 1) return TryItem(reader, array.ElementType, ShapeKind.List, CollectionKind.Array, type, full, out shape, out reason);
            reason = "an array of several dimensions has no JSON form; use an array of arrays";
            return false;
        }

        if (type is not INamedTypeSymbol named) return false;
        var name = TypeNames.Plain(named.OriginalDefinition);
        if (MapKind(name) is { } map && named.TypeArguments.Length == 2)
        {
            if (named.TypeArguments[0].SpecialType == SpecialType.System_String)
            {
                return TryItem(reader, named.TypeArguments[1], ShapeKind.Dictionary, map, type, full, out shape, out reason);
            }

            reason = $"the keys of {named.ToDisplayString()} are no strings, as the names in JSON are; use Dictionary<string, …>";
            return false;
        }

        if (ListKind(name) is { } list && named.TypeArguments.Length == 1)
        {
            return TryItem(reader, named.TypeArguments[0], ShapeKind.List, list, type, full, out shape, out reason);
        }

        return !reader.IsInput && TryReadAny(reader, named, full, out shape, out reason);
    }

    // Whatever can be enumerated can be written.
    private static bool TryReadAny(TypeReader reader, INamedTypeSymbol type, string full, out Shape? shape, out string reason)
    {
        shape = null;
        reason = "";
        var interfaces = type.AllInterfaces.Where(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T).ToList();
        if (interfaces.Count == 0) return false;
        var map = type.AllInterfaces.FirstOrDefault(candidate => TypeNames.Plain(candidate) == Generic + "IReadOnlyDictionary");
        if (map is { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] })
        {
            return TryItem(reader, value, ShapeKind.Dictionary, CollectionKind.List, type, full, out shape, out reason);
        }

        return TryItem(reader, interfaces[0].TypeArguments[0], ShapeKind.List, CollectionKind.List, type, full, out shape, out reason);
    }

    private static bool TryItem(
        TypeReader reader, ITypeSymbol itemType, ShapeKind kind, CollectionKind collection, ITypeSymbol type, string full, out Shape? shape, out string reason)
    {
        shape = reader.TryRead(itemType, out reason) is { } item ? new(kind, full, IsValueType: type.IsValueType, Item: item, Collection: collection) : null;
        return shape is not null;
    }

    private static CollectionKind? ListKind(string name) => name switch
    {
        Generic + "List" or Generic + "IList" or Generic + "ICollection" or Generic + "IEnumerable" or Generic + "IReadOnlyList" or Generic + "IReadOnlyCollection" => CollectionKind.List,
        Generic + "HashSet" or Generic + "ISet" or Generic + "IReadOnlySet" => CollectionKind.HashSet,
        Generic + "Queue" => CollectionKind.Queue,
        Immutable + "ImmutableArray" => CollectionKind.ImmutableArray,
        Immutable + "ImmutableList" or Immutable + "IImmutableList" => CollectionKind.ImmutableList,
        _ => null,
    };

    private static CollectionKind? MapKind(string name) => name switch
    {
        Generic + "Dictionary" or Generic + "IDictionary" or Generic + "IReadOnlyDictionary" => CollectionKind.List,
        Generic + "SortedDictionary" => CollectionKind.SortedDictionary,
        Immutable + "ImmutableDictionary" or Immutable + "IImmutableDictionary" => CollectionKind.ImmutableDictionary,
        _ => null,
    };
}
