using Fairlead.Generators.Model;

namespace Fairlead.Generators.Reading;

/// <summary>Finds out which members a JSON context's types must be checked for, once all of the types are known.</summary>
internal static class ContextChecks
{
    public static IEnumerable<ObjectShape> Mark(IReadOnlyList<ObjectShape> shapes)
    {
        var contexts = shapes.Where(shape => shape is { Context: not null, IsInput: true }).ToList();
        var isChecked = new HashSet<string>(StringComparer.Ordinal);
        while (contexts.Any(shape => !isChecked.Contains(shape.Key) && NeedsCheck(shape, isChecked) && isChecked.Add(shape.Key)))
        {
            // A type that holds a checked one must be checked itself, and so on.
        }

        return shapes.Select(shape => !isChecked.Contains(shape.Key) ? shape : shape with
        {
            IsChecked = true,
            Properties = new(shape.Properties.Select(property => property with
            {
                IsChecked = NeedsCheck(property),
                HoldsChecked = property.CanWrite && Holds(property.Argument.Shape, isChecked),
            })),
            Derived = new(shape.Derived.Select(one => one with { IsChecked = isChecked.Contains(one.Key) })),
        });
    }

    private static bool NeedsCheck(ObjectShape shape, HashSet<string> isChecked) =>
        shape.Properties.Any(property => NeedsCheck(property) || (property.CanWrite && Holds(property.Argument.Shape, isChecked))) || shape.Derived.Any(one => isChecked.Contains(one.Key));

    private static bool NeedsCheck(PropertyShape property) => property.CanWrite && (property.Argument.Rules is not null || IsRequiredReference(property.Argument));

    /// <summary>Whether a member that is there must not be null.</summary>
    public static bool IsRequiredReference(Argument argument) => argument is { IsRequired: true, Shape: { IsValueType: false, IsNullable: false, Kind: not ShapeKind.Any } };

    private static bool Holds(Shape? shape, HashSet<string> isChecked) =>
        shape is not null && (shape.Kind == ShapeKind.Object ? isChecked.Contains(shape.Key!) : Holds(shape.Item, isChecked));
}
