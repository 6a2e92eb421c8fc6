using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the components of a class.</summary>
internal static class ClassEmitter
{
    public static string Emit(ClassModel model, EquatableArray<string> services)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {model.Key}");
        code.Open($"internal static {Names.Components}Component[] Create()");
        var emitters = model.Components.Select(component => (Component: component, Emitter: new ComponentEmitter(component, services))).ToList();
        var broken = emitters.Select(one => one.Emitter.Error).FirstOrDefault(error => error is not null);
        if (broken is not null)
        {
            // The analyzer has reported it as an error. Where a build went on without analyzers, nothing is lost in silence.
            code.Line($"throw new global::System.InvalidOperationException({CodeText.Quote($"{model.Type.Replace("global::", "")}: {broken}")});");
        }
        else
        {
            code.Line($"return new {Names.Components}Component[] {{ {string.Join(", ", model.Components.Select(component => component.Id + ".Create()"))} }};");
        }

        code.Close();
        foreach (var (component, emitter) in emitters)
        {
            if (emitter.Error is null) EmitComponent(code, component, emitter);
        }

        return code.Close().Close().ToString();
    }

    private static void EmitComponent(CodeWriter code, ComponentModel component, ComponentEmitter emitter)
    {
        code.Line().Open($"private static class {component.Id}");
        var source = component.Instance is { CanConstruct: true } instance ? $"{Names.Binding}InstanceSource<{instance.Type}>" : null;
        code.Open($"internal static {Names.Components}Component Create()");
        if (source is not null) code.Line($"var source = new {source}();");
        emitter.EmitDefinition(code, "return ", ";", [], writer => writer.Line(source is null ? "Invoke = Invoke," : "Invoke = call => Invoke(call, source),"));
        code.Close().Line();
        var parameters = $"({Names.Call} call{(source is null ? "" : $", {source} source")})";
        emitter.EmitInvoke(code, $"private static {Names.ValueTask} Invoke{parameters}", $"private static async {Names.ValueTask} Invoke{parameters}", component.Target!, "");
        code.Line();
        emitter.EmitMembers(code);
        code.Close();
    }
}
