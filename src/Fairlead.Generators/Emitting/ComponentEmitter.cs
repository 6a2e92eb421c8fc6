using System.Globalization;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes one component: its definition, its binder and its invoker.</summary>
internal sealed class ComponentEmitter
{
    // Types that do not exist (yet) are the compiler's to report.
    private const string Unfinished = "its signature does not compile.";

    private readonly ComponentModel _model;
    private readonly List<(ParameterModel Parameter, bool IsArgument)> _parameters;
    private readonly RuleEmitter _rules = new();

    public ComponentEmitter(ComponentModel model, EquatableArray<string> services)
    {
        _model = model;
        _parameters = [.. model.Parameters.Select(parameter => (parameter, IsArgument(parameter, services)))];
    }

    /// <summary>Why no code can be made, or <see langword="null"/>.</summary>
    public string? Error => _model.Error
        ?? _parameters.FirstOrDefault(one => one.IsArgument && one.Parameter.Error is not null).Parameter?.Error
        ?? (_model.Return.Kind == ReturnKind.Unsupported || _parameters.Any(one => one.IsArgument && one.Parameter.Argument is null) ? Unfinished : null);

    /// <summary>What the component is. Where the URI is known only at run time, arguments make it a template: a resource could not fill them.</summary>
    public ComponentModelKind Kind => _model.Kind != ComponentModelKind.ResourceOrTemplate ? _model.Kind
        : Arguments.Count > 0 ? ComponentModelKind.ResourceTemplate
        : ComponentModelKind.Resource;

    private List<Argument> Arguments => [.. _parameters.Where(one => one.IsArgument).Select(one => one.Parameter.Argument!)];

    // The parameter that takes all arguments at once.
    private ParameterModel? All => _parameters.Find(one => one.IsArgument && one.Parameter.TakesAll).Parameter;

    private CompletionEmitter? Completions =>
        Kind is ComponentModelKind.Prompt or ComponentModelKind.ResourceTemplate ? new(_model, [.. _parameters.Where(one => one.IsArgument).Select(one => one.Parameter)]) : null;

    /// <summary>Writes the members that the definition uses: names, rules, binder.</summary>
    public void EmitMembers(CodeWriter code)
    {
        var arguments = _parameters.Where(one => one.IsArgument).Select(one => one.Parameter).ToList();
        if (All is { } all) EmitBindAll(code, all);
        else EmitBind(code, arguments);
        _rules.EmitFields(code);
        Completions?.EmitMembers(code);
    }

    private void EmitBind(CodeWriter code, List<ParameterModel> arguments)
    {
        code.Line($"private static readonly string[] Names = {{ {string.Join(", ", arguments.Select(one => CodeText.Quote(one.Argument!.JsonName)))} }};").Line();
        var outs = string.Concat(arguments.Select(one => $", out {one.Argument!.Shape.Declared} p_{one.Name}"));
        code.Open($"private static bool Bind({Names.Call} call{outs})");
        foreach (var one in arguments) code.Line($"p_{one.Name} = {one.Argument!.DefaultCode ?? "default"};");
        var asText = _model.Kind == ComponentModelKind.Tool ? "false" : "true";
        code.Line($"var reader = new {Names.Reader}(call, {asText});");
        MemberEmitter.EmitSeen(code, arguments.Count);
        code.Open("if (reader.Begin())");
        new MemberEmitter(_rules).Emit(code, [.. arguments.Select(one => (one.Argument!, $"p_{one.Name}"))], nullIsDefault: true, "reader.Unknown(Names);");
        code.Close();
        MemberEmitter.EmitMissing(code, Arguments);
        code.Line("return reader.Complete(call);").Close();
    }

    private void EmitBindAll(CodeWriter code, ParameterModel all)
    {
        var argument = all.Argument!;
        code.Open($"private static bool Bind({Names.Call} call, out {argument.Shape.Declared} p_{all.Name})");
        code.Line($"p_{all.Name} = default;");
        code.Line($"var reader = new {Names.Reader}(call.Arguments.IsEmpty ? \"{{}}\"u8 : call.Arguments.Span, !call.StrictArguments);");
        code.Open($"if (reader.MoveToRoot() && {ReadEmitter.Read(argument.Shape, $"{ReadEmitter.VariableType(argument.Shape)} value")})");
        _rules.Emit(code, argument, "value");
        code.Line($"p_{all.Name} = {ReadEmitter.Value(argument.Shape, "value")};").Close();
        code.Line("return reader.Complete(call);").Close();
    }

    /// <summary>Writes the expression that creates the component.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="before">What comes before the expression.</param>
    /// <param name="after">What comes after it.</param>
    /// <param name="overrides">Members that the call gives itself.</param>
    /// <param name="invoke">Writes the invoker.</param>
    public void EmitDefinition(CodeWriter code, string before, string after, IReadOnlyList<string> overrides, Action<CodeWriter> invoke)
    {
        var type = Kind switch
        {
            ComponentModelKind.Tool => "Tool",
            ComponentModelKind.Prompt => "Prompt",
            ComponentModelKind.Resource => "Resource",
            _ => "ResourceTemplate",
        };
        code.Open($"{before}new {Names.Components}{type}");
        foreach (var line in overrides) code.Line(line);
        if (_model.Name is not null) code.Line($"Name = {CodeText.Quote(_model.Name)},");
        if (_model.Title is not null) code.Line($"Title = {CodeText.Quote(_model.Title)},");
        if (_model.Description is not null && !overrides.Any(line => line.StartsWith("Description", StringComparison.Ordinal))) code.Line($"Description = {CodeText.Quote(_model.Description)},");
        if (_model.Version is not null) code.Line($"Version = {CodeText.Quote(_model.Version)},");
        if (_model.Tags.Count > 0) code.Line($"Tags = new string[] {{ {string.Join(", ", _model.Tags.Select(CodeText.Quote))} }},");
        if (_model.TimeoutTicks is { } ticks) code.Line($"Timeout = new global::System.TimeSpan({ticks.ToString(CultureInfo.InvariantCulture)}L),");
        if (_model.Icons.Count > 0) code.Line($"Icons = new {Names.Icon}[] {{ {string.Join(", ", _model.Icons)} }},");
        if (_model.Meta is not null) code.Line($"Meta = {CodeWriter.Utf8(_model.Meta)}.ToArray(),");
        if (_model.Metadata.Count > 0) code.Line($"Metadata = new object[] {{ {string.Join(", ", _model.Metadata)} }},");
        EmitArgumentTypes(code);
        if (_model.MimeType is not null && !overrides.Any(line => line.StartsWith("MimeType", StringComparison.Ordinal))) code.Line($"MimeType = {CodeText.Quote(_model.MimeType)},");
        EmitKind(code, overrides);
        if (_model.Resource is { } resource) EmitResource(code, resource);
        if (Completions is { } completions) completions.EmitDefinition(code);
        invoke(code);
        code.Close(after);
    }

    /// <summary>Writes the invoker's body and says whether it is asynchronous.</summary>
    public void EmitInvoke(CodeWriter code, string head, string asyncHead, string target, string close)
    {
        var result = new ResultEmitter(_model);
        var instance = _model.Instance;
        var isAsync = result.IsAsync || InjectionEmitter.IsAsync(instance);
        code.Open(isAsync ? asyncHead : head);
        var ending = isAsync ? "return;" : "return default;";
        var bound = string.Concat(_parameters.Where(one => one.IsArgument).Select(one => $", out var p_{one.Parameter.Name}"));
        code.Line($"if (!Bind(call{bound})) {ending}");
        var arguments = string.Join(", ", _parameters.Select(one => one.IsArgument ? "p_" + one.Parameter.Name : InjectionEmitter.Value(one.Parameter)));
        if (instance is null) result.Emit(code, $"{target}({arguments})");
        else InjectionEmitter.EmitWithInstance(code, instance, writer => result.Emit(writer, $"instance.{target}({arguments})"));
        if (!isAsync) code.Line("return default;");
        code.Close(close);
    }

    private static bool IsArgument(ParameterModel parameter, EquatableArray<string> services) =>
        parameter.Kind == ParameterKind.Argument || (parameter.Kind == ParameterKind.ArgumentUnlessService && !services.Contains(parameter.Type));

    private void EmitArgumentTypes(CodeWriter code)
    {
        var types = Arguments.Where(argument => argument.Shape.Kind == ShapeKind.Object).Select(argument => $"typeof({argument.Shape.Type})").Distinct().ToList();
        if (types.Count > 0) code.Line($"ArgumentTypes = new global::System.Type[] {{ {string.Join(", ", types)} }},");
    }

    private void EmitKind(CodeWriter code, IReadOnlyList<string> overrides)
    {
        switch (Kind)
        {
            case ComponentModelKind.Tool:
                EmitTool(code);
                break;
            case ComponentModelKind.Prompt:
                if (Arguments.Count > 0) code.Line($"Arguments = new {Names.Components}PromptParameter[] {{ {string.Join(", ", Arguments.Select(PromptParameter))} }},");
                break;
            case ComponentModelKind.Resource:
                if (!overrides.Any(line => line.StartsWith("Uri", StringComparison.Ordinal))) code.Line($"Uri = {CodeText.Quote(_model.Uri)},");
                break;
            default:
                if (!overrides.Any(line => line.StartsWith("Template", StringComparison.Ordinal))) code.Line($"Template = global::Fairlead.Protocol.UriTemplate.Parse({CodeText.Quote(_model.Uri)}),");
                var traversable = _parameters.Where(one => one.IsArgument && one.Parameter.AllowsTraversal).Select(one => CodeText.Quote(one.Parameter.Argument!.JsonName)).ToList();
                if (traversable.Count > 0) code.Line($"TraversableVariables = new string[] {{ {string.Join(", ", traversable)} }},");
                break;
        }
    }

    private void EmitResource(CodeWriter code, ResourceSettings resource)
    {
        if (resource.TimeToLiveTicks is { } ticks) code.Line($"TimeToLive = new global::System.TimeSpan({ticks.ToString(CultureInfo.InvariantCulture)}L),");
        if (resource.CacheScope is { } scope) code.Line($"CacheScope = {scope},");
        if (resource.Annotations is { } annotations) code.Line($"Annotations = {annotations},");
        if (resource.Size is { } size && Kind == ComponentModelKind.Resource) code.Line($"Size = {size.ToString(CultureInfo.InvariantCulture)}L,");
    }

    private void EmitTool(CodeWriter code)
    {
        var input = new SchemaEmitter(_model.Objects, _model.Enums, isInput: true);
        code.Line($"InputSchema = {CodeWriter.Utf8(_model.InputSchema ?? (All is { } all ? input.AllArguments(all.Argument!.Shape) : input.Arguments(Arguments)))}.ToArray(),");
        if (ResultEmitter.ResultShape(_model.Return) is { } shape)
        {
            code.Line($"OutputSchema = {CodeWriter.Utf8(new SchemaEmitter(_model.Objects, _model.Enums, isInput: false).Value(shape))}.ToArray(),");
            if (ResultEmitter.IsWrapped(shape)) code.Line($"WrappedOutputSchema = {CodeWriter.Utf8(new SchemaEmitter(_model.Objects, _model.Enums, isInput: false).Wrapped(shape))}.ToArray(),");
        }

        var hints = new[] { ("ReadOnlyHint", _model.Hints.ReadOnly), ("DestructiveHint", _model.Hints.Destructive), ("IdempotentHint", _model.Hints.Idempotent), ("OpenWorldHint", _model.Hints.OpenWorld) }
            .Where(hint => hint.Item2 is not null).Select(hint => $"{hint.Item1} = {(hint.Item2 == true ? "true" : "false")}").ToList();
        if (hints.Count > 0) code.Line($"Annotations = new global::ModelContextProtocol.Protocol.ToolAnnotations {{ {string.Join(", ", hints)} }},");
        if (_model.TaskSupport != 0) code.Line($"TaskSupport = (global::Fairlead.TaskSupport){_model.TaskSupport},");
        var headers = HeaderEmitter.Emit(HeaderMembers, _model.Objects).ToList();
        if (headers.Count > 0) code.Line($"HeaderParameters = new {Names.Components}HeaderParameter[] {{ {string.Join(", ", headers)} }},");
    }

    private IReadOnlyList<Argument> HeaderMembers => All?.Argument!.Shape is not { Kind: ShapeKind.Object, Key: { } key } ? Arguments
        : [.. _model.Objects.First(one => one.Key == key).Properties.Select(property => property.Argument)];

    private static string PromptParameter(Argument argument) =>
        $"new({CodeText.Quote(argument.JsonName)}, {(argument.IsRequired ? "true" : "false")}, {CodeText.Quote(argument.Title)}, {CodeText.Quote(argument.Description)})";
}
