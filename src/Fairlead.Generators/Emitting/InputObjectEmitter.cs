using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the class that makes an object from JSON.</summary>
internal static class InputObjectEmitter
{
    public static void Emit(CodeWriter code, ObjectShape shape)
    {
        var rules = new RuleEmitter();
        var names = string.Join(", ", shape.Properties.Select(property => CodeText.Quote(property.Argument.JsonName)));
        code.Line($"private static readonly string[] Names = {{ {names} }};").Line();
        code.Open($"internal static bool Read(ref {Names.Reader} reader, out {shape.Type} value)");
        code.Line("value = default;");
        code.Line("return reader.BeginObject() && ReadMembers(ref reader, out value, default);");
        code.Close().Line();
        code.Open($"internal static bool ReadMembers(ref {Names.Reader} reader, out {shape.Type} result, global::System.ReadOnlySpan<byte> discriminator)");
        code.Line("result = default;");
        code.Line("var start = reader.Mark;");
        MemberEmitter.EmitSeen(code, shape.Properties.Count);
        var members = new List<(Argument Argument, string Target)>();
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var argument = shape.Properties[i].Argument;
            code.Line($"{argument.Shape.Declared} member{i} = {argument.DefaultCode ?? "default"};");
            members.Add((argument, $"member{i}"));
        }

        var unknown = shape.AllowsUnknown ? "reader.Skip();" : "if (discriminator.IsEmpty || !reader.NameIs(discriminator)) reader.Unknown(Names); else reader.Skip();";
        new MemberEmitter(rules).Emit(code, members, nullIsDefault: false, unknown);
        MemberEmitter.EmitMissing(code, [.. members.Select(member => member.Argument)]);
        code.Line("if (reader.Mark != start) return false;");
        EmitConstruction(code, shape);
        code.Line("return true;").Close();
        EmitInitAccessors(code, shape);
        rules.EmitFields(code);
    }

    private static void EmitConstruction(CodeWriter code, ObjectShape shape)
    {
        var arguments = new List<string>();
        var initializers = new List<string>();
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var property = shape.Properties[i];
            if (property.Setting == PropertySetting.Constructor) arguments.Add($"member{i}");
            if (property.Setting == PropertySetting.Required || (property.Setting == PropertySetting.Init && IsGeneric(shape))) initializers.Add($"@{property.Name} = member{i}");
        }

        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        code.Line($"result = new {shape.Type}({string.Join(", ", arguments)}){initializer};");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var property = shape.Properties[i];
            if (property.Setting == PropertySetting.Set) code.Line($"if ({MemberEmitter.WasSeen(i)}) result.@{property.Name} = member{i};");
            else if (property.Setting == PropertySetting.Init && !IsGeneric(shape))
            {
                code.Line($"if ({MemberEmitter.WasSeen(i)}) Set_{property.Name}({(shape.IsValueType ? "ref " : "")}result, member{i});");
            }
        }
    }

    // An init accessor left alone keeps the initial value that the class gives; a C# initializer could not choose at run time.
    private static void EmitInitAccessors(CodeWriter code, ObjectShape shape)
    {
        foreach (var property in shape.Properties.Where(property => property.Setting == PropertySetting.Init && !IsGeneric(shape)))
        {
            code.Line();
            code.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"set_{property.Name}\")]");
            code.Line($"private static extern void Set_{property.Name}({(shape.IsValueType ? "ref " : "")}{shape.Type} target, {property.Argument.Shape.Declared} value);");
        }
    }

    private static bool IsGeneric(ObjectShape shape) => shape.Type.Contains("<");
}
