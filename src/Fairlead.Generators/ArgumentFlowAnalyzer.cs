using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Flow;
using Fairlead.Generators.Model;
using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators;

/// <summary>
/// Warns where an argument of a component becomes part of a command line or of an SQL text. It follows an argument through the methods
/// of one type; what another type does with it is that type's business.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArgumentFlowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule.CommandLine, Rule.CommandText];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Fairlead.McpServerBuilder") is null) return;
            var services = new RegisteredServices(start);
            start.RegisterSymbolStartAction(symbol => StartType(symbol, services), SymbolKind.NamedType);
        });
    }

    private static void StartType(SymbolStartAnalysisContext context, RegisteredServices services)
    {
        var blocks = new ConcurrentBag<IOperation>();
        context.RegisterOperationBlockAction(block =>
        {
            // The code of types within a type is handed to both.
            if (!SymbolEqualityComparer.Default.Equals(block.OwningSymbol.ContainingType, context.Symbol)) return;
            foreach (var operation in block.OperationBlocks) blocks.Add(operation);
        });
        context.RegisterSymbolEndAction(end => Report((INamedTypeSymbol)end.Symbol, blocks, services, end));
    }

    private static void Report(INamedTypeSymbol type, IEnumerable<IOperation> blocks, RegisteredServices services, SymbolAnalysisContext context)
    {
        var operations = blocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        var sinks = operations.SelectMany(SinkFinder.Find).ToList();
        if (sinks.Count == 0) return;

        var reader = new ParameterReader(new TypeReader(context.Compilation, new Problems(), isInput: true, context.CancellationToken));
        var arguments = new Dictionary<IParameterSymbol, ParameterModel>(SymbolEqualityComparer.Default);
        foreach (var method in Components(type, operations))
        {
            foreach (var parameter in method.Parameters.Where(one => !IsChosen(one))) arguments[parameter] = reader.Read(parameter, Documentation.Of(method, context.CancellationToken));
        }

        var flow = new ArgumentFlow(operations);
        flow.Follow(arguments.Where(one => one.Value.Kind is ParameterKind.Argument or ParameterKind.ArgumentUnlessService).Select(one => one.Key), context.CancellationToken);
        foreach (var sink in sinks)
        {
            if (flow.OriginOf(sink.Text) is not { } origin) continue;
            var unless = arguments[origin].Kind == ParameterKind.ArgumentUnlessService ? TypeNames.Full(origin.Type.WithNullableAnnotation(NullableAnnotation.None)) : null;
            services.Report(new(Diagnostic.Create(sink.Rule, sink.Text.Syntax.GetLocation(), origin.Name), unless), context.ReportDiagnostic);
        }
    }

    private static IEnumerable<IMethodSymbol> Components(INamedTypeSymbol type, List<IOperation> operations)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (ComponentAttributes.Of(method).Any()) yield return method;
        }

        foreach (var call in operations.OfType<IInvocationOperation>())
        {
            if (call.Syntax is InvocationExpressionSyntax syntax && CallReader.MayBeCall(syntax) && CallReader.HandlerOf(call) is { } handler) yield return handler.OriginalDefinition;
        }
    }

    // Fairlead lets only the values through that the attribute names.
    private static bool IsChosen(IParameterSymbol parameter) => Attributes.Find(parameter, "System.ComponentModel.DataAnnotations.AllowedValuesAttribute") is not null;
}
