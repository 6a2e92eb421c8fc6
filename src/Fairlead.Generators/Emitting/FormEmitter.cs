using Fairlead.Generators.Model;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the class of a form: its schema, and the reader of its answers.</summary>
internal static class FormEmitter
{
    public static string Emit(FormModel form)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {form.Key}");
        var schema = new FormSchema(form, isLegacy: false).Write();
        var legacy = new FormSchema(form, isLegacy: true).Write();
        code.Line($"internal static readonly {Names.Binding}ElicitForm<{form.Type}> Form = new({CodeWriter.Utf8(schema)}.ToArray(), Read){(legacy == schema ? ";" : "")}");
        if (legacy != schema) code.Open().Line($"LegacySchema = {CodeWriter.Utf8(legacy)}.ToArray(),").Close(";");
        code.Line();
        code.Open($"private static string Read(global::System.ReadOnlyMemory<byte> content, out {form.Type} answer)");
        code.Line("answer = default;");
        code.Line($"var reader = new {Names.Reader}(content.Span, true);");
        var rules = new RuleEmitter();
        if (form.ObjectKey is { } key) code.Line($"if (reader.MoveToRoot()) {key}.Read(ref reader, out answer);");
        else EmitValue(code, form, rules);
        code.Line("return reader.Problems;").Close();
        rules.EmitFields(code);
        return code.Close().Close().ToString();
    }

    private static void EmitValue(CodeWriter code, FormModel form, RuleEmitter rules)
    {
        MemberEmitter.EmitSeen(code, 1);
        code.Line($"{form.Fields[0].Shape.Declared} read = default;");
        code.Open("if (reader.Begin())");
        new MemberEmitter(rules).Emit(code, [(form.Fields[0], "read")], nullIsDefault: false, "reader.Skip();");
        code.Close();
        MemberEmitter.EmitMissing(code, form.Fields);
        code.Line("answer = read;");
    }
}
