using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the classes that read and write objects and enums.</summary>
internal static class TypeEmitter
{
    public static string EmitEnum(EnumShape shape)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {shape.Key}");
        var members = string.Join(", ", shape.Members.Select(member => $"({CodeText.Quote(member.JsonName)}, {shape.Type}.@{member.Name})"));
        code.Line($"private static readonly {Names.Binding}EnumTable<{shape.Type}> Table = new({members});").Line();
        var read = shape.IsFlags ? "Table.ReadFlags(ref reader, static (left, right) => left | right, out value)" : "Table.Read(ref reader, out value)";
        code.Line($"internal static bool Read(ref {Names.Reader} reader, out {shape.Type} value) => {read};").Line();
        code.Line($"internal static void Write({Names.Writer} writer, {shape.Type} value) => Table.Write{(shape.IsFlags ? "Flags" : "")}(writer, value);");
        return code.Close().Close().ToString();
    }

    public static string EmitObject(ObjectShape shape)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {shape.Key}");
        if (shape.Context is not null) ContextEmitter.Emit(code, shape);
        else if (shape.IsInput && shape.Discriminator is null) InputObjectEmitter.Emit(code, shape);
        else if (shape.IsInput) EmitReadDerived(code, shape);
        else EmitWrite(code, shape);
        return code.Close().Close().ToString();
    }

    private static void EmitReadDerived(CodeWriter code, ObjectShape shape)
    {
        var known = shape.Derived.Where(one => one.Discriminator is not null).ToList();
        code.Open($"internal static bool Read(ref {Names.Reader} reader, out {shape.Type} value)");
        code.Line("value = default;");
        code.Line("if (!reader.BeginObject()) return false;");
        code.Open($"switch (reader.FindDiscriminator({CodeWriter.Utf8(shape.Discriminator!)}))");
        foreach (var one in known)
        {
            code.Open($"case {CodeText.Quote(one.Discriminator!.Trim('"'))}:");
            code.Line($"if (!{one.Key}.ReadMembers(ref reader, out {one.Type} read, {CodeWriter.Utf8(shape.Discriminator!)})) return false;");
            code.Line("value = read;").Line("return true;").Close();
        }

        var names = string.Join(", ", known.Select(one => one.Discriminator!.Trim('"')));
        code.Line($"default: return reader.RefuseDiscriminator({CodeText.Quote(shape.Discriminator!)}, {CodeText.Quote(names)});");
        code.Close().Close();
    }

    private static void EmitWrite(CodeWriter code, ObjectShape shape)
    {
        code.Open($"internal static void Write({Names.Writer} writer, {shape.Type} value)");
        if (shape.Derived.Count > 0)
        {
            code.Open("switch (value)");
            var derived = shape.Derived.OrderByDescending(one => one.Depth).ToList();
            for (var i = 0; i < derived.Count; i++)
            {
                var one = derived[i];
                code.Line($"case {one.Type} derived{i}:");
                code.Line("    writer.WriteStartObject();");
                if (one.Discriminator is { } discriminator)
                {
                    var method = discriminator[0] == '"' ? "WriteString" : "WriteNumber";
                    code.Line($"    writer.{method}({CodeWriter.Utf8(shape.Discriminator!)}, {discriminator});");
                }

                code.Line($"    {one.Key}.WriteMembers(writer, derived{i});");
                code.Line("    writer.WriteEndObject();");
                code.Line("    return;");
            }

            code.Close();
            code.Line($"{Names.Binding}ValueWriting.KnownType(value, typeof({shape.Type}));");
        }

        code.Line("writer.WriteStartObject();").Line("WriteMembers(writer, value);").Line("writer.WriteEndObject();").Close().Line();
        code.Open($"internal static void WriteMembers({Names.Writer} writer, {shape.Type} value)");
        foreach (var property in shape.Properties) EmitWriteMember(code, shape, property);
        code.Close();
    }

    private static void EmitWriteMember(CodeWriter code, ObjectShape shape, PropertyShape property)
    {
        var value = $"value.@{property.Name}";
        var name = CodeWriter.Utf8(property.Argument.JsonName);
        var where = $"{shape.Name}.{property.Name}";
        if (property.LeftOut == LeftOut.Never)
        {
            code.Line($"writer.WritePropertyName({name});");

            // The variable of a nullable value lives in the block round its condition, which the next member must not share.
            if (property.Argument.Shape.IsNullable) code.Open();
            WriteEmitter.Emit(code, property.Argument.Shape, value, where);
            if (property.Argument.Shape.IsNullable) code.Close();
            return;
        }

        var isDefault = property.LeftOut == LeftOut.WhenNull || !property.Argument.Shape.IsValueType
            ? $"{value} is not null"
            : $"!global::System.Collections.Generic.EqualityComparer<{property.Argument.Shape.Declared}>.Default.Equals({value}, default)";
        code.Open($"if ({isDefault})");
        code.Line($"writer.WritePropertyName({name});");
        WriteEmitter.Emit(code, property.Argument.Shape, value, where);
        code.Close();
    }
}
