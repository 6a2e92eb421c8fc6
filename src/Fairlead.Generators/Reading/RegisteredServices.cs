using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fairlead.Generators.Reading;

/// <summary>Reports problems; those that a registration of a service resolves only once all of the project has been seen.</summary>
internal sealed class RegisteredServices
{
    private readonly ConcurrentDictionary<string, bool> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Problem> _undecided = [];

    public RegisteredServices(CompilationStartAnalysisContext context)
    {
        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (!RegistrationReader.MayBeRegistration(node.Node)) return;
                foreach (var type in RegistrationReader.Read((InvocationExpressionSyntax)node.Node, node.SemanticModel, node.CancellationToken)) _types[type] = true;
            },
            SyntaxKind.InvocationExpression);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var problem in _undecided)
            {
                if (!_types.ContainsKey(problem.UnlessService!)) end.ReportDiagnostic(problem.Diagnostic);
            }
        });
    }

    public void Report(Problem problem, Action<Diagnostic> report)
    {
        if (problem.UnlessService is null) report(problem.Diagnostic);
        else if (problem.UnlessService.Length > 0) _undecided.Add(problem);
    }
}
