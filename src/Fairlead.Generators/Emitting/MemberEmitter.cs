using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the loop that reads the members of an object, for arguments and for nested objects alike.</summary>
internal sealed class MemberEmitter(RuleEmitter rules)
{
    /// <summary>Writes the variables that say which members have been read.</summary>
    public static void EmitSeen(CodeWriter code, int count)
    {
        for (var i = 0; i < (count + 63) / 64; i++) code.Line($"ulong seen{i} = 0;");
    }

    /// <summary>Whether a member has been read.</summary>
    public static string WasSeen(int index) => $"(seen{index / 64} & {Bit(index)}) != 0";

    /// <param name="code">Where to write.</param>
    /// <param name="members">The members with the variables they go into.</param>
    /// <param name="nullIsDefault">null means the default, as for parameters, rather than null itself where that is a value.</param>
    /// <param name="unknown">A statement for members that are not declared.</param>
    public void Emit(CodeWriter code, IReadOnlyList<(Argument Argument, string Target)> members, bool nullIsDefault, string unknown)
    {
        code.Open("while (reader.NextProperty())");
        code.Line("var mark = reader.Mark;");
        for (var i = 0; i < members.Count; i++) EmitMember(code, members[i].Argument, members[i].Target, i, nullIsDefault);
        code.Line(unknown);
        code.Close();
    }

    /// <summary>Writes the checks for members that must be there.</summary>
    public static void EmitMissing(CodeWriter code, IReadOnlyList<Argument> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].IsRequired) code.Line($"if (!({WasSeen(i)})) reader.Missing({CodeText.Quote(members[i].JsonName)});");
        }
    }

    private void EmitMember(CodeWriter code, Argument argument, string target, int index, bool nullIsDefault)
    {
        var shape = argument.Shape;
        var variable = $"{ReadEmitter.VariableType(shape)} value";
        var read = ReadEmitter.Read(shape, variable);
        var takesNull = shape.IsNullable && (argument.IsRequired || !nullIsDefault);
        var begin = $"reader.{(argument.IsRequired || takesNull ? "Value" : "OptionalValue")}(ref seen{index / 64}, {Bit(index)})";
        code.Open($"if (reader.NameIs({CodeWriter.Utf8(argument.JsonName)}))");
        if (argument.IsSensitive) code.Line("var hidden = reader.Hide();");
        if (takesNull)
        {
            code.Open($"if ({begin})");
            code.Line($"if (reader.IsNull) {target} = {(shape.IsValueType ? "default" : "null")};");
            EmitRead(code, $"else if ({read})", argument, target);
            code.Close();
        }
        else
        {
            EmitRead(code, $"if ({begin} && {read})", argument, target);
        }

        if (argument.IsSensitive) code.Line("reader.Reveal(hidden);");
        code.Line($"reader.Within(mark, {CodeText.Quote(argument.JsonName)});");
        code.Line("continue;");
        code.Close();
    }

    private void EmitRead(CodeWriter code, string condition, Argument argument, string target)
    {
        code.Open(condition);
        rules.Emit(code, argument, "value");
        code.Line($"{target} = {ReadEmitter.Value(argument.Shape, "value")};");
        code.Close();
    }

    private static string Bit(int index) => $"{1UL << (index % 64)}UL";
}
