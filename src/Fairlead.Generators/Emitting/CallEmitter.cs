using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes the method that runs in place of a call.</summary>
internal static class CallEmitter
{
    private const string Attribute = """
        namespace System.Runtime.CompilerServices
        {
            [global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]
            file sealed class InterceptsLocationAttribute : global::System.Attribute
            {
                public InterceptsLocationAttribute(int version, string data) { }
            }
        }
        """;

    /// <summary>Writes the replacement of a call that hands over a lambda or method; <see langword="null"/> where none can be made.</summary>
    public static string? EmitHandler(CallModel call, EquatableArray<string> services)
    {
        var emitter = new ComponentEmitter(call.Component!, services);
        if (emitter.Error is not null) return null;
        var code = Start(call);
        switch (call.Method)
        {
            case "Tool":
            case "Prompt":
                code.Open($"internal static {Names.Components}{call.Method} Intercept(this {call.Receiver} builder, string name, global::System.Delegate handler, string description = null)");
                EmitMethod(code, call);
                Define(code, emitter, ["Name = name,", Description(call)]);
                break;
            default:
                EmitResource(code, call, emitter);
                break;
        }

        code.Close().Line();
        emitter.EmitMembers(code);
        return Finish(code);
    }

    /// <summary>Writes the replacement of <c>Add&lt;T&gt;()</c>.</summary>
    public static string EmitAdd(CallModel call)
    {
        var code = Start(call);
        code.Open($"internal static {call.Receiver} Intercept<T>(this {call.Receiver} builder) where T : class");
        code.Line($"builder.Components.AddRange({call.ClassKey}.Create());").Line("return builder;").Close();
        return Finish(code);
    }

    /// <summary>Writes the replacement of <c>AddFromAssembly()</c>.</summary>
    public static string EmitAddFromAssembly(CallModel call, IEnumerable<string> classes)
    {
        var code = Start(call);
        code.Open($"internal static {call.Receiver} Intercept(this {call.Receiver} builder)");
        foreach (var one in classes) code.Line($"builder.Components.AddRange({one}.Create());");
        code.Line("return builder;").Close();
        return Finish(code);
    }

    /// <summary>Writes the replacement of <c>ElicitAsync&lt;T&gt;(…)</c>.</summary>
    public static string EmitElicit(CallModel call)
    {
        var code = Start(call);
        code.Open($"internal static {Names.ValueTask}<global::Fairlead.Elicited<{call.Form!.Type}>> Intercept(this {call.Receiver} context, string message, global::System.Threading.CancellationToken cancellationToken, string key, string member, int line)");
        code.Line($"return context.ElicitAsync({call.Form.Key}.Form, message, cancellationToken, key, member, line);").Close();
        return Finish(code);
    }

    /// <summary>Writes the replacement of <c>OnceAsync(…)</c>.</summary>
    public static string EmitOnce(CallModel call)
    {
        const string Token = "global::System.Threading.CancellationToken";
        var type = call.Once!.Type;
        var code = Start(call);
        code.Open($"internal static {Names.ValueTask}<{type}> Intercept(this {call.Receiver} context, string key, global::System.Func<{Token}, global::System.Threading.Tasks.Task<{type}>> work, {Token} cancellationToken)");
        code.Line($"return context.OnceAsync(key, work, {call.Once.Key}.Contract, cancellationToken);").Close();
        return Finish(code);
    }

    private static CodeWriter Start(CallModel call)
    {
        var code = CodeWriter.StartFile().Open("namespace Fairlead.Generated").Open($"internal static class {call.Id}");
        return code.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({call.Version}, {CodeText.Quote(call.Location)})] // {call.Display}");
    }

    private static string Finish(CodeWriter code) => code.Close().Close() + "\n" + Attribute + "\n";

    private static void EmitResource(CodeWriter code, CallModel call, ComponentEmitter emitter)
    {
        code.Open($"internal static {Names.Components}Component Intercept(this {call.Receiver} builder, string uri, global::System.Delegate handler, string description = null, string name = null, string mimeType = null)");
        EmitMethod(code, call);
        string[] common = [$"Name = name ?? {Names.Binding}ResourceName.FromUri(uri),", Description(call), call.Component!.MimeType is { } type ? $"MimeType = mimeType ?? {CodeText.Quote(type)}," : "MimeType = mimeType,"];
        var where = emitter.Kind == ComponentModelKind.Resource ? "Uri = uri," : "Template = global::Fairlead.Protocol.UriTemplate.Parse(uri),";
        Define(code, emitter, [.. common, where]);
    }

    private static void Define(CodeWriter code, ComponentEmitter emitter, IReadOnlyList<string> overrides) =>
        emitter.EmitDefinition(code, "return builder.Components.Add(", ");", overrides, writer => emitter.EmitInvoke(writer, "Invoke = call =>", "Invoke = async call =>", "method", ","));

    private static string Description(CallModel call) =>
        call.Component!.Description is { } description ? $"Description = description ?? {CodeText.Quote(description)}," : "Description = description,";

    // Gives the delegate its type back. The compiler's own delegate types have no name, but a lambda of the same signature has the same type.
    private static void EmitMethod(CodeWriter code, CallModel call)
    {
        if (call.HandlerType is { } type)
        {
            code.Line($"var method = ({type})handler;");
            return;
        }

        var component = call.Component!;
        var parameters = string.Join(", ", component.Parameters.Select(parameter =>
            $"{(parameter.IsParams ? "params " : "")}{parameter.Type} @{parameter.Name}{(parameter.DefaultCode is { } value ? " = " + value : "")}"));
        code.Line($"var method = {Names.Binding}Handlers.Cast(handler, static {component.Return.Type} ({parameters}) => throw null);");
    }
}
