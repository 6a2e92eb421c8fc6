using Fairlead.Generators.Emitting;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators;

/// <summary>
/// Turns attributed methods, and the lambdas and methods handed to <c>Tool</c>, <c>Resource</c> and <c>Prompt</c>, into
/// components: schema, binder, validation and result writer, without reflection.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FairleadGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, for tests of what an edit makes run again.</summary>
    internal const string CallStep = "Calls", ClassStep = "Classes", ServiceStep = "Services", TypeStep = "Types", FormStep = "Forms";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var calls = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => CallReader.MayBeCall(node),
                static (syntax, cancellationToken) => CallReader.Read((InvocationExpressionSyntax)syntax.Node, syntax.SemanticModel, new Problems(), cancellationToken))
            .Where(static call => call is not null)
            .Select(static (call, _) => call!)
            .WithTrackingName(CallStep);

        var declared = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => ClassFinder.MayBeClass(node), static (syntax, cancellationToken) => ClassFinder.Read(syntax, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ClassStep);

        var services = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => RegistrationReader.MayBeRegistration(node),
                static (syntax, cancellationToken) => new EquatableArray<string>(RegistrationReader.Read((InvocationExpressionSyntax)syntax.Node, syntax.SemanticModel, cancellationToken)))
            .Collect()
            .Select(static (all, _) => new EquatableArray<string>(all.SelectMany(static one => one).Distinct().OrderBy(static name => name, StringComparer.Ordinal)))
            .WithTrackingName(ServiceStep);

        var added = calls.Where(static call => call.ClassKey is not null);
        var classes = declared.Collect().Combine(added.Collect()).Combine(calls.Where(static call => call.Method == "AddFromAssembly").Collect())
            .SelectMany(static (all, _) => ClassFinder.Choose(all.Left.Left, all.Left.Right, addsAll: all.Right.Length > 0));
        var handlers = calls.Where(static call => call.Component is not null);
        var names = declared.Collect().Select(static (all, _) => new EquatableArray<string>(all.Select(static one => one.Key).Distinct().OrderBy(static key => key, StringComparer.Ordinal)));

        context.RegisterSourceOutput(classes.Combine(services), static (output, input) =>
            output.AddSource($"Class.{input.Left.Key}.g.cs", ClassEmitter.Emit(input.Left, input.Right)));
        context.RegisterSourceOutput(added, static (output, call) => output.AddSource($"Call.{call.Id}.g.cs", CallEmitter.EmitAdd(call)));
        context.RegisterSourceOutput(calls.Where(static call => call.Method == "AddFromAssembly").Combine(names), static (output, input) =>
            output.AddSource($"Call.{input.Left.Id}.g.cs", CallEmitter.EmitAddFromAssembly(input.Left, input.Right)));
        context.RegisterSourceOutput(handlers.Combine(services), static (output, input) =>
        {
            if (CallEmitter.EmitHandler(input.Left, input.Right) is { } source) output.AddSource($"Call.{input.Left.Id}.g.cs", source);
        });

        var asked = calls.Where(static call => call.Form is not null);
        var forms = asked.Collect().SelectMany(static (all, _) => Distinct(all.Select(static call => call.Form!), static form => form.Key)).WithTrackingName(FormStep);
        context.RegisterSourceOutput(asked, static (output, call) => output.AddSource($"Call.{call.Id}.g.cs", CallEmitter.EmitElicit(call)));
        context.RegisterSourceOutput(forms, static (output, form) => output.AddSource($"{form.Key}.g.cs", FormEmitter.Emit(form)));

        var kept = calls.Where(static call => call.Once is not null);
        var results = kept.Collect().SelectMany(static (all, _) => Distinct(all.Select(static call => call.Once!), static once => once.Key));
        context.RegisterSourceOutput(kept, static (output, call) => output.AddSource($"Call.{call.Id}.g.cs", CallEmitter.EmitOnce(call)));
        context.RegisterSourceOutput(results, static (output, once) => output.AddSource($"{once.Key}.g.cs", OnceEmitter.Emit(once)));

        var users = classes.SelectMany(static (model, _) => model.Components).Collect().Combine(calls.Where(static call => call.Objects.Count + call.Enums.Count > 0).Collect());
        var objects = users
            .SelectMany(static (all, _) => Distinct(all.Left.SelectMany(static one => one.Objects).Concat(all.Right.SelectMany(static call => call.Objects)), static shape => shape.Key))
            .WithTrackingName(TypeStep);
        var enums = users.SelectMany(static (all, _) => Distinct(all.Left.SelectMany(static one => one.Enums).Concat(all.Right.SelectMany(static call => call.Enums)), static shape => shape.Key));
        context.RegisterSourceOutput(objects, static (output, shape) => output.AddSource($"Type.{shape.Key}.g.cs", TypeEmitter.EmitObject(shape)));
        context.RegisterSourceOutput(enums, static (output, shape) => output.AddSource($"Type.{shape.Key}.g.cs", TypeEmitter.EmitEnum(shape)));
    }

    // Several components and calls may use one type.
    private static IEnumerable<T> Distinct<T>(IEnumerable<T> shapes, Func<T, string> keyOf) => shapes.GroupBy(keyOf).Select(static group => group.First());
}
