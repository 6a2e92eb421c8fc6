using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the code that writes a value.</summary>
internal static class WriteEmitter
{
    /// <param name="code">Where to write.</param>
    /// <param name="shape">The value's type.</param>
    /// <param name="value">The value as an expression.</param>
    /// <param name="where">What the value is called where it breaks its own promise, such as <c>Order.Lines</c>.</param>
    /// <param name="depth">Keeps the names of variables apart.</param>
    public static void Emit(CodeWriter code, Shape shape, string value, string where, int depth = 0)
    {
        if (shape.IsNullable)
        {
            code.Open($"if ({value} is {{ }} value{depth})");
            EmitNotNull(code, shape, $"value{depth}", where, depth + 1);
            code.Close();
            code.Line("else writer.WriteNullValue();");
            return;
        }

        // A result must keep what its schema promises; a null where none is declared is found here, not by the client.
        if (!shape.IsValueType && shape.Kind != ShapeKind.Any) value = $"{Names.Binding}ValueWriting.NotNull({value}, {CodeText.Quote(where)})";
        EmitNotNull(code, shape, value, where, depth);
    }

    private static void EmitNotNull(CodeWriter code, Shape shape, string value, string where, int depth)
    {
        switch (shape.Kind)
        {
            case ShapeKind.List:
                code.Line("writer.WriteStartArray();");
                code.Open($"foreach (var item{depth} in {value})");
                Emit(code, shape.Item!, $"item{depth}", where + "[]", depth + 1);
                code.Close();
                code.Line("writer.WriteEndArray();");
                break;
            case ShapeKind.Dictionary:
                code.Line("writer.WriteStartObject();");
                code.Open($"foreach (var entry{depth} in {value})");
                code.Line($"writer.WritePropertyName(entry{depth}.Key);");
                Emit(code, shape.Item!, $"entry{depth}.Value", where + "[]", depth + 1);
                code.Close();
                code.Line("writer.WriteEndObject();");
                break;
            default:
                code.Line(Scalar(shape, value));
                break;
        }
    }

    private static string Scalar(Shape shape, string value) => shape.Kind switch
    {
        ShapeKind.String or ShapeKind.Guid or ShapeKind.DateTime or ShapeKind.DateTimeOffset => $"writer.WriteStringValue({value});",
        ShapeKind.Boolean => $"writer.WriteBooleanValue({value});",
        ShapeKind.Integer or ShapeKind.Number when shape.Type.StartsWith("global::", StringComparison.Ordinal) => $"{Names.Binding}ValueWriting.Number(writer, {value});",
        ShapeKind.Integer or ShapeKind.Number => $"writer.WriteNumberValue({value});",
        ShapeKind.Bytes when shape.IsValueType => $"writer.WriteBase64StringValue({value}.Span);",
        ShapeKind.Bytes => $"writer.WriteBase64StringValue({value});",
        ShapeKind.Element or ShapeKind.Node => $"{value}.WriteTo(writer);",
        ShapeKind.Enum or ShapeKind.Object => $"{shape.Key}.Write(writer, {value});",
        ShapeKind.Converted => $"{Names.Binding}ConvertedValue<{shape.Type}, {shape.Key}>.Write(writer, {value});",
        _ => $"{Names.Binding}ValueWriting.{shape.Kind}(writer, {value});",
    };
}
