using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fairlead.Generators.Reading;

/// <summary>Which arguments are marked where they are declared, as metadata of the component.</summary>
internal static class MarkReader
{
    public static IEnumerable<string> Read(IMethodSymbol method, IReadOnlyList<ParameterModel> parameters)
    {
        var sensitive = parameters.Where(parameter => parameter.Argument is { IsSensitive: true });
        var audited = parameters.Where((_, index) => Attributes.Find(method.Parameters[index], "Fairlead.AuditedAttribute") is not null);
        if (Create("SensitiveAttribute", sensitive) is { } first) yield return first;
        if (Create("AuditedAttribute", audited) is { } second) yield return second;
    }

    private static string? Create(string attribute, IEnumerable<ParameterModel> parameters)
    {
        var names = parameters.Where(parameter => parameter.Argument is not null).Select(parameter => Literal(parameter.Argument!.JsonName)).ToList();
        return names.Count == 0 ? null : $"new global::Fairlead.{attribute}({string.Join(", ", names)})";
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
