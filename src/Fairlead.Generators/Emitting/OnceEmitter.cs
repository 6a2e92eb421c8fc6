using Fairlead.Generators.Model;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the class that writes and reads a result which travels with a call.</summary>
internal static class OnceEmitter
{
    public static string Emit(OnceModel once)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {once.Key}");
        code.Line($"internal static readonly global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{once.Type}> Contract = {Names.Binding}GeneratedContract.Create<{once.Type}>(Write, Read);").Line();
        code.Open($"private static void Write({Names.Writer} writer, {once.Type} value)");
        WriteEmitter.Emit(code, once.Output, "value", "The result");
        code.Close().Line();
        code.Open($"private static bool Read(ref {Names.Reader} reader, out {once.Type} result)");
        code.Line("result = default;");

        // What was written as null is read as null, whatever the type promises.
        if (once.Input.IsNullable || !once.Input.IsValueType) code.Line("if (reader.IsNull) return true;");
        code.Line($"if (!{ReadEmitter.Read(once.Input, $"{ReadEmitter.VariableType(once.Input)} value")}) return false;");
        code.Line($"result = {ReadEmitter.Value(once.Input, "value")};").Line("return true;").Close();
        return code.Close().Close().ToString();
    }
}
