using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the class that reads and writes a type by a JSON context, and checks the rules of what was read.</summary>
internal static class ContextEmitter
{
    public static void Emit(CodeWriter code, ObjectShape shape)
    {
        code.Line($"private static readonly {Names.Binding}ContextValue<{shape.Type}> Context = new({shape.Context}.Default);").Line();
        if (!shape.IsInput)
        {
            code.Line($"internal static void Write({Names.Writer} writer, {shape.Type} value) => Context.Write(writer, value);");
            return;
        }

        if (!shape.IsChecked)
        {
            code.Line($"internal static bool Read(ref {Names.Reader} reader, out {shape.Type} value) => Context.Read(ref reader, out value);");
            return;
        }

        code.Open($"internal static bool Read(ref {Names.Reader} reader, out {shape.Type} value)");
        code.Line("if (!Context.Read(ref reader, out value)) return false;");
        code.Line("var start = reader.Mark;");

        // The reader has moved on: what it could show of the value is not what breaks the rule.
        code.Line("var hidden = reader.Hide();");
        code.Line("Check(ref reader, value);");
        code.Line("reader.Reveal(hidden);");
        code.Line("return reader.Mark == start;").Close().Line();
        EmitCheck(code, shape);
    }

    private static void EmitCheck(CodeWriter code, ObjectShape shape)
    {
        var rules = new RuleEmitter();
        code.Open($"internal static void Check(ref {Names.Reader} reader, {shape.Type} value)");
        if (shape.Derived.Count > 0) EmitDerived(code, shape);
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            if (shape.Properties[i].IsChecked || shape.Properties[i].HoldsChecked) EmitMember(code, rules, shape.Properties[i], $"member{i}");
        }

        code.Close();
        rules.EmitFields(code);
    }

    private static void EmitDerived(CodeWriter code, ObjectShape shape)
    {
        code.Open("switch (value)");
        var derived = shape.Derived.OrderByDescending(one => one.Depth).ToList();
        for (var i = 0; i < derived.Count; i++)
        {
            code.Line($"case {derived[i].Type} derived{i}: {(derived[i].IsChecked ? $"{derived[i].Key}.Check(ref reader, derived{i}); " : "")}break;");
        }

        code.Close();
    }

    private static void EmitMember(CodeWriter code, RuleEmitter rules, PropertyShape property, string member)
    {
        var shape = property.Argument.Shape;
        var missing = $"reader.Missing({CodeText.Quote(property.Argument.JsonName)});";
        var isRequired = ContextChecks.IsRequiredReference(property.Argument);
        if (property is { Argument.Rules: null, HoldsChecked: false })
        {
            code.Line($"if (value.@{property.Name} is null) {missing}");
            return;
        }

        // A default ImmutableArray is no null, but cannot be looked into either.
        var pattern = shape.Collection == CollectionKind.ImmutableArray ? "{ IsDefault: false }" : "{ }";
        code.Open($"if (value.@{property.Name} is {pattern} {member})");
        code.Line("var mark = reader.Mark;");
        var target = member;
        if (property.Argument.Rules is not null && shape.Kind is ShapeKind.List or ShapeKind.Dictionary)
        {
            code.Line($"var all = global::System.Linq.Enumerable.ToList({member});");
            target = "all";
        }

        rules.Emit(code, property.Argument, target);
        if (property.HoldsChecked) EmitParts(code, shape, member, 0);
        code.Line($"reader.Within(mark, {CodeText.Quote(property.Argument.JsonName)});").Close();
        if (isRequired) code.Line($"else {missing}");
    }

    private static void EmitParts(CodeWriter code, Shape shape, string value, int depth)
    {
        if (shape.Kind == ShapeKind.Object)
        {
            code.Line($"{shape.Key}.Check(ref reader, {value});");
            return;
        }

        var isList = shape.Kind == ShapeKind.List;
        if (isList) code.Line($"var index{depth} = 0;");
        code.Open($"foreach (var item{depth} in {value})");
        code.Open($"if (item{depth}{(isList ? "" : ".Value")} is {{ }} value{depth})");
        code.Line($"var mark{depth} = reader.Mark;");
        EmitParts(code, shape.Item!, $"value{depth}", depth + 1);
        code.Line(isList ? $"reader.Within(mark{depth}, index{depth});" : $"reader.Within(mark{depth}, {Names.Binding}ContextEntry.NameOf(item{depth}.Key));");
        code.Close();
        if (isList) code.Line($"index{depth}++;");
        code.Close();
    }
}
