using Fairlead.Cli.Generating.Model;

namespace Fairlead.Cli.Generating.Emitting;

/// <summary>Records and enums.</summary>
internal static class TypeEmitter
{
    private const string Json = "global::System.Text.Json.Serialization";

    public static void Emit(CodeWriter code, RecordModel record)
    {
        code.Line();
        XmlDoc.Summary(code, record.Description.Length > 0 ? record.Description : record.Name);
        if (record.Properties.Count == 0)
        {
            code.Line($"public sealed record {record.Name};");
            return;
        }

        code.Open($"public sealed record {record.Name}");
        for (var index = 0; index < record.Properties.Count; index++)
        {
            var property = record.Properties[index];
            if (index > 0) code.Line();
            XmlDoc.Summary(code, property.Description ?? property.JsonName);
            code.Line($"[{Json}.JsonPropertyName({CSharpText.Literal(property.JsonName)})]");
            if (!property.IsRequired) code.Line($"[{Json}.JsonIgnore(Condition = {Json}.JsonIgnoreCondition.WhenWritingNull)]");
            code.Line($"public {(property.IsRequired ? "required " : "")}{property.DeclaredType} {property.Name} {{ get; init; }}");
        }

        code.Close();
    }

    public static void Emit(CodeWriter code, EnumModel choice)
    {
        code.Line();
        XmlDoc.Summary(code, choice.Description.Length > 0 ? choice.Description : choice.Name);
        code.Line($"[{Json}.JsonConverter(typeof({Json}.JsonStringEnumConverter<{choice.Name}>))]");
        code.Open($"public enum {choice.Name}");
        foreach (var member in choice.Members)
        {
            XmlDoc.Summary(code, member.JsonValue);
            code.Line($"[{Json}.JsonStringEnumMemberName({CSharpText.Literal(member.JsonValue)})]");
            code.Line($"{member.Name},");
        }

        code.Close();
    }
}
