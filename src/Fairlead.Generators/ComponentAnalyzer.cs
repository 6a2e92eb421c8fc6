using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Fairlead.Generators;

/// <summary>
/// Reports what is wrong with components. It reads them by the very code by which the generator does; reporting from an
/// analyzer keeps positions out of the generator's models, and lets <c>#pragma</c> and <c>.editorconfig</c> apply.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComponentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rule.InvalidName, Rule.DuplicateName, Rule.MissingDescription, Rule.UnsupportedParameter, Rule.UnsupportedReturn, Rule.VariableWithoutParameter,
        Rule.ParameterWithoutVariable, Rule.AsyncVoid, Rule.ByReference, Rule.Generic, Rule.InvalidHeader, Rule.DuplicateHeader, Rule.Inaccessible,
        Rule.CannotConstruct, Rule.ForeignContext, Rule.NoContract, Rule.InvisibleHandler, Rule.InvalidSetting, Rule.InvalidUri, Rule.InvalidPattern,
        Rule.OptionalVariable, Rule.InapplicableRule, Rule.DuplicateArgument, Rule.InvisibleClass, Rule.InvalidCompletion, Rule.UnsupportedForm, Rule.UnsupportedOnce,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("Fairlead.McpServerBuilder") is null) return;

        var services = new RegisteredServices(context);
        var reported = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);

        void Report(Problems problems, Action<Diagnostic> report)
        {
            foreach (var problem in problems.All)
            {
                // A type that several components use is read for each of them.
                if (reported.TryAdd(problem.Diagnostic.ToString(), true)) services.Report(problem, report);
            }
        }

        context.RegisterSymbolAction(
            symbol =>
            {
                var problems = new Problems();
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (ClassFinder.IsCandidate(type)) ClassReader.Read(type, symbol.Compilation, problems, symbol.CancellationToken);
                Report(problems, symbol.ReportDiagnostic);
            },
            SymbolKind.NamedType);
        context.RegisterOperationAction(
            operation =>
            {
                var problems = new Problems();
                if (operation.Operation.Syntax is InvocationExpressionSyntax syntax && CallReader.MayBeCall(syntax))
                {
                    CallReader.Read(syntax, operation.Operation.SemanticModel!, problems, operation.CancellationToken);
                }

                Report(problems, operation.ReportDiagnostic);
            },
            OperationKind.Invocation);
        context.RegisterOperationBlockAction(ReportDuplicates);
    }

    // Two calls in one block run one after the other; those in different branches may be alternatives.
    private static void ReportDuplicates(OperationBlockAnalysisContext context)
    {
        var seen = new HashSet<(ISymbol Receiver, string Method, string Identity, SyntaxNode? Block)>();
        foreach (var call in context.OperationBlocks.SelectMany(block => block.Descendants()).OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name is not ("Tool" or "Prompt" or "Resource") || TypeNames.Plain(call.TargetMethod.ContainingType) != "Fairlead.McpServerBuilder") continue;
            if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue is not { HasValue: true, Value: string identity }) continue;
            if (Receiver(call.Instance) is not { } receiver) continue;
            if (seen.Add((receiver, call.TargetMethod.Name, identity, Block(call.Syntax)))) continue;
            context.ReportDiagnostic(Diagnostic.Create(Rule.DuplicateName, call.Syntax.GetLocation(), identity, call.TargetMethod.Name.ToLowerInvariant()));
        }
    }

    private static ISymbol? Receiver(IOperation? operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
    }

    private static SyntaxNode? Block(SyntaxNode syntax) =>
        syntax.AncestorsAndSelf().FirstOrDefault(node => node is BlockSyntax or CompilationUnitSyntax or SwitchSectionSyntax or AnonymousFunctionExpressionSyntax
            || (node is StatementSyntax { Parent: IfStatementSyntax or ElseClauseSyntax } and not BlockSyntax));
}
