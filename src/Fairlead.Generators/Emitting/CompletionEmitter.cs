using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;

namespace Fairlead.Generators.Emitting;

/// <summary>Writes how the values of a component's arguments are found while a person types.</summary>
internal sealed class CompletionEmitter(ComponentModel model, IReadOnlyList<ParameterModel> arguments)
{
    private const string Values = Names.Binding + "CompletionValues.";
    private const string Result = Names.ValueTask + "<global::System.Collections.Generic.IEnumerable<string>>";

    /// <summary>Writes the member of the definition, if there is anything to complete.</summary>
    public void EmitDefinition(CodeWriter code)
    {
        var completions = arguments.Select(Completion).Where(one => one is not null).ToList();
        if (completions.Count > 0) code.Line($"Completions = new {Names.Components}ArgumentCompletion[] {{ {string.Join(", ", completions)} }},");
    }

    /// <summary>Writes the methods that find the values.</summary>
    public void EmitMembers(CodeWriter code)
    {
        foreach (var argument in arguments.Where(one => one.Completion is not null)) EmitMethod(code, argument.Name, argument.Completion!);
    }

    private string? Completion(ParameterModel parameter)
    {
        var name = CodeText.Quote(parameter.Argument!.JsonName);
        if (parameter.Completion is { } completion)
        {
            return NeedsSource(completion)
                ? $"new({name}, (call, query) => Complete_{parameter.Name}(call, query, source))"
                : $"new({name}, Complete_{parameter.Name})";
        }

        var values = Fixed(parameter.Argument).ToList();
        return values.Count == 0 ? null : $"{Names.Components}ArgumentCompletion.FromValues({name}, {string.Join(", ", values)})";
    }

    // What can be said without asking anybody: the values that the schema allows.
    private IEnumerable<string> Fixed(Argument argument)
    {
        if (argument.Rules is { Allowed.Count: > 0 } rules && argument.Shape.Kind != ShapeKind.List)
        {
            return rules.Allowed.Select(one => argument.Shape.Kind == ShapeKind.String ? one.Code : CodeText.Quote(one.Json.Trim('"')));
        }

        return argument.Shape.Kind switch
        {
            ShapeKind.Boolean => ["\"true\"", "\"false\""],
            ShapeKind.Enum when model.Enums.First(one => one.Key == argument.Shape.Key) is { IsFlags: false } shape => shape.Members.Select(member => CodeText.Quote(member.JsonName)),
            _ => [],
        };
    }

    private bool NeedsSource(CompletionModel completion) => !completion.IsStatic && model.Instance is { CanConstruct: true };

    private void EmitMethod(CodeWriter code, string parameter, CompletionModel completion)
    {
        var instance = completion.IsStatic ? null : model.Instance;
        var isAsync = completion.IsAwaited || completion.IsAsyncSequence || InjectionEmitter.IsAsync(instance);
        var source = NeedsSource(completion) ? $", {Names.Binding}InstanceSource<{instance!.Type}> source" : "";
        code.Line();
        code.Open($"private static {(isAsync ? "async " : "")}{Result} Complete_{parameter}({Names.Call} call, {Names.Components}CompletionQuery query{source})");
        var target = completion.Target + (completion.IsMethod ? $"({string.Join(", ", completion.Parameters.Select(InjectionEmitter.Value))})" : "");
        if (instance is null) code.Line(Return(completion, target, isAsync));
        else InjectionEmitter.EmitWithInstance(code, instance, writer => writer.Line(Return(completion, "instance." + target, isAsync)));
        code.Close();
    }

    private static string Return(CompletionModel completion, string values, bool isAsync)
    {
        var method = completion.TakesText ? "AsGiven" : "Matching";
        var query = completion.TakesText ? "" : ", query";
        if (completion.IsAsyncSequence) return $"return await {Values}{method}Async({values}{query}, call.CancellationToken).ConfigureAwait(false);";
        if (completion.IsAwaited) values = $"await {values}.ConfigureAwait(false)";
        var chosen = $"{Values}{method}({values}{query})";
        return isAsync ? $"return {chosen};" : $"return new({chosen});";
    }
}
