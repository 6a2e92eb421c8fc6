using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Fairlead.Generators.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fairlead.Generators.Tests.Diagnostics;

public class SuppressionTests
{
    [Fact]
    public async Task The_trim_warning_on_length_attributes_is_taken_back_and_no_other()
    {
        var project = new Project("public record A([property: MinLength(1)] List<int> X, [property: Length(1, 2)] string Y, [property: Range(1, 2)] int Z);");
        var analyzed = project.Compilation.WithAnalyzers([new StandIn(), new LengthAttributeSuppressor()], new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([true, true, false], diagnostics.OrderBy(one => one.Location.SourceSpan.Start).Select(one => one.IsSuppressed));
    }

    /// <summary>Warns of every attribute as the SDK's trim analyzer, which is not part of the compiler, warns of some.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisReleaseTracking", "RS2008", Justification = "Never shipped.")]
    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1001", Justification = "Only ever handed over by this test.")]
    private sealed class StandIn : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("IL2026", "Trimming", "Trimming", "Trimming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                node => node.ReportDiagnostic(Diagnostic.Create(Rule, ((AttributeSyntax)node.Node).GetLocation())), SyntaxKind.Attribute);
        }
    }
}
