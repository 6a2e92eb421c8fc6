using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the header parameters of a tool (SEP-2243): arguments and members of nested objects.</summary>
internal static class HeaderEmitter
{
    public static IEnumerable<string> Emit(IReadOnlyList<Argument> arguments, EquatableArray<ObjectShape> objects) => Walk(arguments, objects, [], []);

    private static IEnumerable<string> Walk(IEnumerable<Argument> members, EquatableArray<ObjectShape> objects, string[] path, HashSet<string> open)
    {
        foreach (var member in members)
        {
            string[] here = [.. path, member.JsonName];
            if (member.Header is { } header) yield return Parameter(header, here, member.Shape);
            if (member.Shape.Kind != ShapeKind.Object || !open.Add(member.Shape.Key!)) continue;
            var shape = objects.First(one => one.Key == member.Shape.Key);
            foreach (var nested in Walk(shape.Properties.Select(property => property.Argument), objects, here, open)) yield return nested;
            open.Remove(member.Shape.Key!);
        }
    }

    private static string Parameter(string header, string[] path, Shape shape)
    {
        var type = shape.Kind switch
        {
            ShapeKind.Integer or ShapeKind.Code => "Integer",
            ShapeKind.Boolean => "Boolean",
            _ => "String",
        };
        return $"new({CodeText.Quote("Mcp-Param-" + header)}, new string[] {{ {string.Join(", ", path.Select(CodeText.Quote))} }}, {Names.Components}HeaderParameterType.{type})";
    }
}
