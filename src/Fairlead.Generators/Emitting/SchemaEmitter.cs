using System.Globalization;
using System.Text;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>
/// Writes JSON Schema (2020-12). The order of members is fixed: type, format, description, title, limits, enum, default, parts.
/// </summary>
internal sealed class SchemaEmitter(EquatableArray<ObjectShape> objects, EquatableArray<EnumShape> enums, bool isInput)
{
    private readonly Dictionary<string, ObjectShape> _objects = objects.ToDictionary(shape => shape.Key);
    private readonly Dictionary<string, EnumShape> _enums = enums.ToDictionary(shape => shape.Key);
    private readonly Dictionary<string, string> _names = [];
    private readonly List<(string Name, string Key)> _used = [];

    /// <summary>The schema of a tool's arguments.</summary>
    public string Arguments(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 0) return """{"type":"object","additionalProperties":false}""";
        var schema = new StringBuilder("{\"type\":\"object\"");
        AppendMembers(schema, arguments);
        schema.Append(",\"additionalProperties\":false");
        AppendDefinitions(schema);
        return schema.Append('}').ToString();
    }

    /// <summary>The schema of a tool's arguments that one parameter takes all at once.</summary>
    public string AllArguments(Shape shape) => shape.Kind is ShapeKind.Element or ShapeKind.Node ? """{"type":"object"}""" : Value(shape);

    /// <summary>The schema of a value.</summary>
    public string Value(Shape shape)
    {
        StringBuilder schema;
        if (shape is { Kind: ShapeKind.Object, IsNullable: false })
        {
            // Written out rather than referred to: before 2026-07-28 the root must itself say that it is an object.
            schema = new StringBuilder(Object(_objects[shape.Key!]));
        }
        else
        {
            schema = new StringBuilder(Of(shape, null));
        }

        schema.Length--;
        AppendDefinitions(schema);
        return schema.Append('}').Replace("{,", "{").ToString();
    }

    /// <summary>The schema of a value that is wrapped as <c>{"result": value}</c>.</summary>
    public string Wrapped(Shape shape)
    {
        var schema = new StringBuilder("{\"type\":\"object\",\"properties\":{\"result\":").Append(Of(shape, null)).Append("},\"required\":[\"result\"]");
        AppendDefinitions(schema);
        return schema.Append('}').ToString();
    }

    private void AppendMembers(StringBuilder schema, IReadOnlyList<Argument> members)
    {
        schema.Append(",\"properties\":{");
        schema.Append(string.Join(",", members.Select(member => $"{JsonText.Quote(member.JsonName)}:{Of(member.Shape, member)}")));
        schema.Append('}');
        var required = members.Where(member => member.IsRequired).Select(member => JsonText.Quote(member.JsonName)).ToList();
        if (required.Count > 0) schema.Append(",\"required\":[").Append(string.Join(",", required)).Append(']');
    }

    private void AppendDefinitions(StringBuilder schema)
    {
        if (_used.Count == 0) return;
        schema.Append(",\"$defs\":{");

        // Writing one definition may bring in more, at the end.
        for (var i = 0; i < _used.Count; i++)
        {
            if (i > 0) schema.Append(',');
            schema.Append(JsonText.Quote(_used[i].Name)).Append(':').Append(Object(_objects[_used[i].Key]));
        }

        schema.Append('}');
    }

    private string Of(Shape shape, Argument? about)
    {
        if (about?.Schema is { } own) return own;
        var schema = new StringBuilder("{");
        if (shape.Kind == ShapeKind.Object) AppendReference(schema, shape);
        else AppendType(schema, shape);
        if (about?.Description is { } description) Append(schema, "description", JsonText.Quote(description));
        if (about?.Title is { } title) Append(schema, "title", JsonText.Quote(title));
        RuleSchema.Append(schema, about?.Rules, shape);
        if (shape.Kind is ShapeKind.Text or ShapeKind.Code && shape.Key is { } more) schema.Append(',').Append(more);
        var isFlags = shape.Kind == ShapeKind.Enum && _enums[shape.Key!].IsFlags;
        if (shape.Kind == ShapeKind.Enum && !isFlags) AppendEnum(schema, shape, about?.Rules);
        if (about?.DefaultJson is { } value) Append(schema, "default", value);
        if (isFlags) Append(schema, "items", $"{{\"type\":\"string\",\"enum\":[{string.Join(",", MemberNames(shape))}]}}");
        if (shape.Kind == ShapeKind.List) Append(schema, "items", Of(shape.Item!, about?.Rules is { Allowed: { Count: > 0 } allowed } ? new Argument("", shape.Item!, true, Rules: Rules.OfAllowed(allowed)) : null));
        if (shape.Kind == ShapeKind.List && shape.Collection == CollectionKind.HashSet && !isInput) Append(schema, "uniqueItems", "true");
        if (shape.Kind == ShapeKind.Dictionary) Append(schema, "additionalProperties", Of(shape.Item!, null));
        if (about?.Header is { } header) Append(schema, "x-mcp-header", JsonText.Quote(header));
        return schema.Append('}').ToString();
    }

    private void AppendReference(StringBuilder schema, Shape shape)
    {
        var reference = $"{{\"$ref\":{JsonText.Quote("#/$defs/" + NameOf(shape.Key!))}}}";
        if (shape.IsNullable) Append(schema, "anyOf", $"[{reference},{{\"type\":\"null\"}}]");
        else schema.Append(reference, 1, reference.Length - 2);
    }

    private string NameOf(string key)
    {
        if (_names.TryGetValue(key, out var name)) return name;
        var plain = _objects[key].Name;
        name = plain;
        for (var i = 2; _used.Any(used => used.Name == name); i++) name = plain + i.ToString(CultureInfo.InvariantCulture);
        _names[key] = name;
        _used.Add((name, key));
        return name;
    }

    private void AppendType(StringBuilder schema, Shape shape)
    {
        var (type, format) = Type(shape);
        if (type is null) return;
        Append(schema, "type", shape.IsNullable ? $"[\"{type}\",\"null\"]" : $"\"{type}\"");
        if (format is not null) schema.Append(',').Append(format);
    }

    private (string? Type, string? Format) Type(Shape shape) => shape.Kind switch
    {
        ShapeKind.String => ("string", null),
        ShapeKind.Boolean => ("boolean", null),
        ShapeKind.Integer => ("integer", null),
        ShapeKind.Number => ("number", null),
        ShapeKind.Char => ("string", "\"minLength\":1,\"maxLength\":1"),
        ShapeKind.Guid => ("string", "\"format\":\"uuid\""),
        ShapeKind.Uri => ("string", isInput ? "\"format\":\"uri\"" : "\"format\":\"uri-reference\""),
        ShapeKind.DateTimeOffset => ("string", "\"format\":\"date-time\""),
        ShapeKind.DateTime => ("string", isInput ? "\"format\":\"date-time\"" : null),
        ShapeKind.DateOnly => ("string", "\"format\":\"date\""),
        ShapeKind.TimeOnly => ("string", "\"pattern\":\"^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\\\.[0-9]{1,7})?)?$\""),
        ShapeKind.TimeSpan => ("string", "\"format\":\"duration\""),
        ShapeKind.Bytes => ("string", "\"contentEncoding\":\"base64\""),
        ShapeKind.Text => ("string", null),
        ShapeKind.Code => ("integer", null),
        ShapeKind.Enum => (_enums[shape.Key!].IsFlags ? "array" : "string", null),
        ShapeKind.List => ("array", null),
        ShapeKind.Dictionary => ("object", null),
        ShapeKind.Node when shape.Type.EndsWith("JsonObject", StringComparison.Ordinal) => ("object", null),
        ShapeKind.Node when shape.Type.EndsWith("JsonArray", StringComparison.Ordinal) => ("array", null),
        _ => (null, null),
    };

    private void AppendEnum(StringBuilder schema, Shape shape, Rules? rules)
    {
        var names = string.Join(",", rules is { Allowed.Count: > 0 } ? rules.Allowed.Select(value => value.Json) : MemberNames(shape));
        Append(schema, "enum", $"[{names}{(shape.IsNullable ? ",null" : "")}]");
    }

    private IEnumerable<string> MemberNames(Shape shape) => _enums[shape.Key!].Members.Select(member => JsonText.Quote(member.JsonName));

    private string Object(ObjectShape shape)
    {
        if (shape.Discriminator is { } name && shape.Derived.Count > 0) return Polymorphic(shape, name);
        var schema = new StringBuilder("{\"type\":\"object\"");
        if (shape.Description is { } description) Append(schema, "description", JsonText.Quote(description));
        if (shape.IsOpaque) return schema.Append('}').ToString();
        AppendMembers(schema, [.. shape.Properties.Select(property => property.Argument)]);
        if (shape.IsInput && !shape.AllowsUnknown) schema.Append(",\"additionalProperties\":false");
        return schema.Append('}').ToString();
    }

    private string Polymorphic(ObjectShape shape, string discriminator)
    {
        var schema = new StringBuilder("{\"type\":\"object\"");
        if (shape.Description is { } description) Append(schema, "description", JsonText.Quote(description));
        return Append(schema, "anyOf", "[" + string.Join(",", shape.Derived.Select(one => Kind(_objects[one.Key], discriminator, one.Discriminator))) + "]").Append('}').ToString();
    }

    // A derived type is written out with its discriminator: a reference beside it would forbid that member on input.
    private string Kind(ObjectShape shape, string discriminator, string? value)
    {
        var schema = new StringBuilder("{\"type\":\"object\"");
        if (shape.Description is { } description) Append(schema, "description", JsonText.Quote(description));
        schema.Append(",\"properties\":{");
        var members = shape.Properties.Select(property => $"{JsonText.Quote(property.Argument.JsonName)}:{Of(property.Argument.Shape, property.Argument)}").ToList();
        if (value is not null) members.Insert(0, $"{JsonText.Quote(discriminator)}:{{\"const\":{value}}}");
        schema.Append(string.Join(",", members)).Append('}');
        var required = shape.Properties.Where(property => property.Argument.IsRequired).Select(property => JsonText.Quote(property.Argument.JsonName)).ToList();
        if (value is not null) required.Insert(0, JsonText.Quote(discriminator));
        if (required.Count > 0) schema.Append(",\"required\":[").Append(string.Join(",", required)).Append(']');
        if (shape.IsInput && !(shape.Context is not null && shape.AllowsUnknown)) schema.Append(",\"additionalProperties\":false");
        return schema.Append('}').ToString();
    }

    private static StringBuilder Append(StringBuilder schema, string name, string json)
    {
        if (schema.Length > 1) schema.Append(',');
        return schema.Append('"').Append(name).Append("\":").Append(json);
    }
}
