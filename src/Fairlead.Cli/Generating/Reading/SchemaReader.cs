using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Generating.Model;

namespace Fairlead.Cli.Generating.Reading;

/// <summary>Reads the schemas of a server, and collects the records and enums that its methods need.</summary>
internal sealed class SchemaReader(UniqueNames typeNames)
{
    private const int MaxDepth = 64;

    // The generator of contexts makes identifiers of them; the compiler allows those 1,023 characters.
    private const int MaxPropertyName = 500;

    // Names that every object has, or that records keep for themselves.
    private static readonly string[] MembersOfRecords = ["Clone", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString"];

    private readonly List<RecordModel> _records = [];
    private readonly List<EnumModel> _enums = [];

    public IReadOnlyList<RecordModel> Records => _records;

    public IReadOnlyList<EnumModel> Enums => _enums;

    /// <summary>The record of a tool's arguments, also where it has none.</summary>
    /// <param name="schema">The schema of the arguments.</param>
    /// <param name="tool">The tool's name in C#, with which the names of all types begin.</param>
    public RecordModel ReadArguments(JsonObject schema, string tool) => new Document(this, schema, tool).ReadRecord(schema, typeNames.Take(tool + "Arguments"), 0);

    /// <summary>The type of a structured result.</summary>
    public string ReadResult(JsonObject schema, string tool)
    {
        var type = new Document(this, schema, tool).Read(schema, tool + "Result", 0);
        // A result that may be null at all has no better type: typeof(T?) is none.
        return type.IsNullable ? TypeUse.Any.Name : type.Name;
    }

    /// <summary>One schema with its definitions.</summary>
    private sealed class Document(SchemaReader reader, JsonObject root, string tool)
    {
        private readonly Dictionary<string, TypeUse> _references = new(StringComparer.Ordinal);

        public TypeUse Read(JsonNode? node, string name, int depth)
        {
            if (node is not JsonObject schema || depth > MaxDepth) return TypeUse.Any;
            if (Text(schema["$ref"]) is { } reference) return ReadReference(reference, name, depth);
            if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices) return ReadChoice(choices, name, depth);
            if (schema["allOf"] is JsonArray all) return all.Count == 1 && !schema.ContainsKey("properties") ? Read(all[0], name, depth + 1) : TypeUse.Any;
            if (schema["enum"] is JsonArray values) return ReadEnum(values, schema, name);
            var (type, isNullable) = TypeOf(schema["type"]);
            return (type switch
            {
                "string" => OfString(Text(schema["format"])),
                "integer" => new("long", false),
                "number" => new("double", false),
                "boolean" => new("bool", false),
                "array" => new($"global::System.Collections.Generic.IReadOnlyList<{Read(schema["items"], name + "Item", depth + 1).Declared}>", false),
                "object" or null when schema["properties"] is JsonObject { Count: > 0 } => new(ReadRecord(schema, reader.TakeName(name), depth).Name, false),
                "object" when schema["additionalProperties"] is JsonObject of => new($"global::System.Collections.Generic.IReadOnlyDictionary<string, {Read(of, name + "Value", depth + 1).Declared}>", false),
                _ => TypeUse.Any,
            }) with
            { IsNullable = isNullable };
        }

        public RecordModel ReadRecord(JsonObject schema, string name, int depth)
        {
            var required = (schema["required"] as JsonArray ?? []).Select(Text).ToHashSet();
            var names = new UniqueNames([name, .. MembersOfRecords]);
            // Those that every method has by itself.
            var parameters = new UniqueNames("call", "cancellationToken");
            var properties = new List<PropertyModel>();
            foreach (var (key, value) in schema["properties"] as JsonObject ?? [])
            {
                if (key.Length > MaxPropertyName) throw new CliException(ExitCode.Unreachable, $"{name}: the server has a property with a name of {key.Length} characters. Code can have {MaxPropertyName}.");
                var type = Read(value, name + Identifier.Pascal(key), depth + 1);
                properties.Add(new PropertyModel(
                    key, names.Take(Identifier.Pascal(key)), parameters.Take(Identifier.Camel(key)), type.Name, type.IsNullable, required.Contains(key), Text((value as JsonObject)?["description"])));
            }

            var record = new RecordModel(name, Text(schema["description"]) ?? Text(schema["title"]) ?? "", properties);
            reader._records.Add(record);
            return record;
        }

        private TypeUse ReadReference(string reference, string name, int depth)
        {
            if (_references.TryGetValue(reference, out var known)) return known;
            if (Resolve(reference) is not { } schema) return TypeUse.Any;
            // A record is known before its properties are read: it may contain itself.
            var last = reference.Split('/')[^1];
            var ownName = last is "#" or "" ? name : tool + Identifier.Pascal(last);
            if (schema["properties"] is JsonObject { Count: > 0 } && !schema.ContainsKey("anyOf") && !schema.ContainsKey("oneOf") && !schema.ContainsKey("allOf") && TypeOf(schema["type"]) is (null or "object", var isNullable))
            {
                var use = new TypeUse(reader.TakeName(ownName), isNullable);
                _references[reference] = use;
                ReadRecord(schema, use.Name, depth + 1);
                return use;
            }

            _references[reference] = TypeUse.Any; // what refers to itself without a record in between
            return _references[reference] = Read(schema, ownName, depth + 1);
        }

        // RFC 6901 pointers into the same document; nothing is fetched from elsewhere.
        private JsonObject? Resolve(string reference)
        {
            if (reference == "#") return root;
            if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
            JsonNode? node = root;
            foreach (var step in reference[2..].Split('/'))
            {
                node = (node as JsonObject)?[Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
            }

            return node as JsonObject;
        }

        private TypeUse ReadChoice(JsonArray choices, string name, int depth)
        {
            JsonNode?[] real = [.. choices.Where(static choice => !(choice is JsonObject schema && Text(schema["type"]) == "null"))];
            return real.Length == 1 ? Read(real[0], name, depth + 1) with { IsNullable = real.Length < choices.Count } : TypeUse.Any with { IsNullable = real.Length < choices.Count };
        }

        private TypeUse ReadEnum(JsonArray values, JsonObject schema, string name)
        {
            var isNullable = values.Any(static value => value is null);
            string?[] texts = [.. values.Where(static value => value is not null).Select(Text)];
            // Numbers and the like stay what they are; so do texts that the converter of enums does not write.
            if (texts.Length == 0 || texts.Any(static text => text is null)) return TypeUse.Any with { IsNullable = isNullable };
            if (texts.Any(static text => text!.Length == 0 || text.Trim() != text || text.Contains(',', StringComparison.Ordinal))) return new("string", isNullable);
            var names = new UniqueNames();
            var model = new EnumModel(reader.TakeName(name), Text(schema["description"]) ?? "", [.. texts.Distinct().Select(text => new EnumMember(text!, names.Take(Identifier.Pascal(text!))))]);
            reader._enums.Add(model);
            return new(model.Name, isNullable);
        }

        private static TypeUse OfString(string? format) => format switch
        {
            "date-time" => new("global::System.DateTimeOffset", false),
            "uuid" => new("global::System.Guid", false),
            _ => new("string", false),
        };

        private static (string? Type, bool IsNullable) TypeOf(JsonNode? type)
        {
            if (type is not JsonArray several) return (Text(type), false);
            string?[] real = [.. several.Select(Text).Where(static item => item != "null")];
            return (real.Length == 1 ? real[0] : "", real.Length < several.Count);
        }

        private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private string TakeName(string name) => typeNames.Take(name);
}
