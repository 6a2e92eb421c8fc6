using Fairlead.Generators.Model;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the code that reads a value.</summary>
internal static class ReadEmitter
{
    /// <summary>The type of the variable into which <see cref="Read"/> reads.</summary>
    public static string VariableType(Shape shape) => shape.Kind switch
    {
        ShapeKind.List => $"{Names.List}<{shape.Item!.Declared}>",
        ShapeKind.Dictionary => $"{Names.Dictionary}<string, {shape.Item!.Declared}>",
        ShapeKind.Any => Names.Element,
        ShapeKind.Bytes => "byte[]",
        _ => shape.Type,
    };

    /// <summary>The value of the shape's own type, from a variable of <see cref="VariableType"/>.</summary>
    public static string Value(Shape shape, string variable) => shape.Kind switch
    {
        ShapeKind.List => List(shape, variable),
        ShapeKind.Dictionary => Dictionary(shape, variable),
        _ => variable,
    };

    /// <summary>An expression that reads a value other than null, or notes what is wrong, and says which.</summary>
    public static string Read(Shape shape, string target) => shape.Kind switch
    {
        ShapeKind.String or ShapeKind.Char or ShapeKind.Guid or ShapeKind.Uri or ShapeKind.Bytes => $"{Names.Binding}TextReading.{shape.Kind}(ref reader, out {target})",
        ShapeKind.Boolean => $"{Names.Binding}BooleanReading.Boolean(ref reader, out {target})",
        ShapeKind.Integer or ShapeKind.Number => $"{Names.Binding}NumberReading.{shape.Kind}(ref reader, out {target})",
        ShapeKind.DateTime or ShapeKind.DateTimeOffset or ShapeKind.DateOnly or ShapeKind.TimeOnly or ShapeKind.TimeSpan =>
            $"{Names.Binding}TimeReading.{shape.Kind}(ref reader, out {target})",
        ShapeKind.Element or ShapeKind.Any => $"{Names.Binding}AnyReading.Element(ref reader, out {target})",
        ShapeKind.Node => $"{Names.Binding}AnyReading.Node(ref reader, out {target})",
        ShapeKind.Enum or ShapeKind.Object => $"{shape.Key}.Read(ref reader, out {target})",
        ShapeKind.Converted => $"{Names.Binding}ConvertedValue<{shape.Type}, {shape.Key}>.Read(ref reader, out {target})",
        ShapeKind.List => $"{Names.Binding}CollectionReading.List<{shape.Item!.Declared}>(ref reader, {Item(shape.Item)}, out {target})",
        _ => $"{Names.Binding}CollectionReading.Dictionary<{shape.Item!.Declared}>(ref reader, {Item(shape.Item)}, out {target})",
    };

    private static string Item(Shape item)
    {
        var head = $"static (ref {Names.Reader} reader, out {item.Declared} value) =>";
        if (!item.IsNullable && VariableType(item) == item.Declared) return $"{head} {Read(item, "value")}";
        var ifNull = item.IsNullable ? "value = default; if (reader.IsNull) return true; " : "value = default; ";
        return $"{head} {{ {ifNull}if (!{Read(item, $"{VariableType(item)} read")}) return false; value = {Value(item, "read")}; return true; }}";
    }

    private static string List(Shape shape, string variable) => shape.Collection switch
    {
        CollectionKind.Array => $"{variable}.ToArray()",
        CollectionKind.HashSet => $"new global::System.Collections.Generic.HashSet<{shape.Item!.Declared}>({variable})",
        CollectionKind.Queue => $"new global::System.Collections.Generic.Queue<{shape.Item!.Declared}>({variable})",
        CollectionKind.ImmutableArray => $"global::System.Collections.Immutable.ImmutableArray.CreateRange({variable})",
        CollectionKind.ImmutableList => $"global::System.Collections.Immutable.ImmutableList.CreateRange({variable})",
        _ => variable,
    };

    private static string Dictionary(Shape shape, string variable) => shape.Collection switch
    {
        CollectionKind.SortedDictionary => $"new global::System.Collections.Generic.SortedDictionary<string, {shape.Item!.Declared}>({variable})",
        CollectionKind.ImmutableDictionary => $"global::System.Collections.Immutable.ImmutableDictionary.CreateRange({variable})",
        _ => variable,
    };
}
