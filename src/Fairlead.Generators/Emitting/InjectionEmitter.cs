using Fairlead.Generators.Model;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the values that the server fills in, and the object on which a method is called.</summary>
internal static class InjectionEmitter
{
    /// <summary>The value of a parameter that no caller supplies, as an expression.</summary>
    public static string Value(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Expression => parameter.Expression!,
        _ when parameter.Expression is { } key => $"{Names.Binding}InjectedServices.Keyed<{parameter.Type}>(call, {key}, {(parameter.IsOptional ? "false" : "true")})",
        _ when parameter.IsOptional => $"{Names.Binding}InjectedServices.Optional<{parameter.Type}>(call)",
        _ => $"{Names.Binding}InjectedServices.Required<{parameter.Type}>(call)",
    };

    /// <summary>Whether the object is disposed in a way that must be awaited.</summary>
    public static bool IsAsync(InstanceModel? instance) => instance is { CanConstruct: true, IsAsyncDisposable: true };

    /// <summary>Writes a body in which <c>instance</c> is the object; it is disposed afterwards where it was made for the call.</summary>
    public static void EmitWithInstance(CodeWriter code, InstanceModel instance, Action<CodeWriter> body)
    {
        if (!instance.CanConstruct)
        {
            code.Line($"var instance = {Names.Binding}InjectedServices.Required<{instance.Type}>(call);");
            body(code);
            return;
        }

        code.Line("var given = source.Find(call);");
        code.Line($"var instance = given ?? new {instance.Type}({string.Join(", ", instance.Parameters.Select(Value))});");
        if (!instance.IsDisposable && !instance.IsAsyncDisposable)
        {
            body(code);
            return;
        }

        code.Open("try");
        body(code);
        code.Close();
        code.Line(instance.IsAsyncDisposable
            ? "finally { if (given is null) await ((global::System.IAsyncDisposable)instance).DisposeAsync().ConfigureAwait(false); }"
            : "finally { if (given is null) ((global::System.IDisposable)instance).Dispose(); }");
    }
}
