using System.Collections.Immutable;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators.Reading;

/// <summary>Finds the classes with components in a project.</summary>
internal static class ClassFinder
{
    /// <summary>Whether a declaration could have components, by its syntax alone.</summary>
    public static bool MayBeClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax
        && ((TypeDeclarationSyntax)node).Members.Any(static member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 });

    public static ClassModel? Read(GeneratorSyntaxContext syntax, CancellationToken cancellationToken)
    {
        if (syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellationToken) is not INamedTypeSymbol type) return null;
        return IsCandidate(type) ? ClassReader.Read(type, syntax.SemanticModel.Compilation, new Problems(), cancellationToken) : null;
    }

    /// <summary>The classes for which code is needed, each once, whoever asks for it.</summary>
    public static IEnumerable<ClassModel> Choose(ImmutableArray<ClassModel> declared, ImmutableArray<CallModel> added, bool addsAll)
    {
        var wanted = new HashSet<string>(added.Select(static call => call.ClassKey!), StringComparer.Ordinal);
        return declared.Where(model => addsAll || wanted.Contains(model.Key))
            .Concat(added.Select(static call => call.Class!).Where(static model => model is not null))
            .GroupBy(static model => model.Key)
            .Select(static group => group.First());
    }

    /// <summary>Whether a class of the project is found by its own syntax. An abstract one only lends its methods to others.</summary>
    public static bool IsCandidate(INamedTypeSymbol type) => !type.IsGenericType && (!type.IsAbstract || type.IsStatic) && ClassReader.DeclaresComponents(type);
}
