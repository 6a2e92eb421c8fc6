using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fairlead.Generators;

/// <summary>
/// Takes back the trim analyzer's warning on <c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c>: it warns of the reflection by
/// which they measure collections when run, and Fairlead never runs them, but reads their numbers at compile time.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LengthAttributeSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new("FAIRS01", "IL2026", "The attribute is read at compile time; nothing runs it.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Rule];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && IsLength(attribute)) context.ReportSuppression(Suppression.Create(Rule, diagnostic));
        }
    }

    private static bool IsLength(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText;
        return name is "MinLength" or "MaxLength" or "Length" or "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute";
    }
}
