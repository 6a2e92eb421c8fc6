using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Binding;

/// <summary>
/// Says what is wrong with an object that a JSON context could not read. System.Text.Json names .NET types, which help no
/// caller; what belongs at the path that it gives is found in the context's own contracts.
/// </summary>
internal static class ContextProblem
{
    private const int MaxPathLength = 256;

    public static void Add(ref ArgumentReader reader, string? path, JsonTypeInfo root)
    {
        path = path is null ? "" : path.AsSpan().TrimStart('$').TrimStart('.').ToString();
        var mark = reader.Mark;
        reader.Add(Explain(path, root));
        if (path.Length > 0) reader.Within(mark, path.Length <= MaxPathLength ? path : string.Concat(path.AsSpan(0, MaxPathLength), "…"));
    }

    private static string Explain(string path, JsonTypeInfo type)
    {
        var rest = path.AsSpan();
        while (!rest.IsEmpty)
        {
            var name = Next(ref rest);
            if (name is null || type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            {
                if (type.ElementType is not { } element) return "must fit the schema.";
                type = type.Options.GetTypeInfo(element);
                continue;
            }

            if (Find(type, name) is not { } property) return IsClosed(type) ? NearestName.Explain(ArgumentProblems.Shorten(name), Names(type)) : "must fit the schema.";
            type = type.Options.GetTypeInfo(property.PropertyType);
        }

        return $"must be {Expected(type)}.";
    }

    // The path is written as $.lines[0].qty, with ['…'] for names that hold other signs; an index has no name.
    private static string? Next(ref ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name;
        if (path.StartsWith("['"))
        {
            var end = path.IndexOf("']");
            name = end < 0 ? path[2..] : path[2..end];
            path = end < 0 ? default : path[(end + 2)..];
        }
        else if (path[0] == '[')
        {
            var end = path.IndexOf(']');
            name = default;
            path = end < 0 ? default : path[(end + 1)..];
            path = path.TrimStart('.');
            return null;
        }
        else
        {
            var end = path.IndexOfAny('.', '[');
            name = end < 0 ? path : path[..end];
            path = end < 0 ? default : path[end..];
        }

        path = path.TrimStart('.');
        return name.ToString();
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo type, string name)
    {
        var comparison = type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var property in type.Properties)
        {
            if (string.Equals(property.Name, name, comparison)) return property;
        }

        return null;
    }

    private static bool IsClosed(JsonTypeInfo type) =>
        (type.UnmappedMemberHandling ?? type.Options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow;

    private static string[] Names(JsonTypeInfo type) => [.. type.Properties.Where(property => !property.IsExtensionData).Select(property => property.Name)];

    private static string Expected(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable) return "an array";
        if (type.Kind == JsonTypeInfoKind.Dictionary) return "an object";
        if (type.Kind == JsonTypeInfoKind.Object) return ExpectedObject(type);
        var value = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (value == typeof(string) || value == typeof(char)) return "a string";
        if (value == typeof(DateTime) || value == typeof(DateTimeOffset)) return "a date and time";
        if (value == typeof(Guid)) return "a UUID";
        if (value.IsEnum) return "one of the values that the schema names";
        return Type.GetTypeCode(value) switch
        {
            TypeCode.Boolean => "true or false",
            >= TypeCode.SByte and <= TypeCode.UInt64 => "an integer in the range of its type",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a number",
            _ => "as the schema says",
        };
    }

    private static string ExpectedObject(JsonTypeInfo type)
    {
        if (type.PolymorphismOptions is { } kinds)
        {
            return $"an object that begins with {kinds.TypeDiscriminatorPropertyName}, one of {string.Join(", ", kinds.DerivedTypes.Select(one => one.TypeDiscriminator))}";
        }

        var required = string.Join(", ", type.Properties.Where(property => property.IsRequired).Select(property => property.Name));
        var known = IsClosed(type) ? $"{(required.Length > 0 ? ", and" : " with")} no other members than {string.Join(", ", Names(type))}" : "";
        return required.Length > 0 ? $"an object with {required}{known}" : $"an object{known}";
    }
}
