using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators.Reading;

/// <summary>
/// The JSON contexts that a project declares. The generator and the analyzer both read components of one compilation many
/// times, so the contexts are found once for each; and by syntax, which is looked through once for each version of a file.
/// </summary>
internal sealed class JsonContexts
{
    private const string Base = "System.Text.Json.Serialization.JsonSerializerContext";

    private static readonly ConditionalWeakTable<Compilation, JsonContexts> ByCompilation = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> NamesByFile = new();

    private readonly List<JsonContext> _all;

    private JsonContexts(Compilation compilation)
    {
        var names = compilation.SyntaxTrees.SelectMany(static tree => NamesByFile.GetValue(tree, static tree => [.. NamesIn(tree.GetRoot(), "")]));
        _all =
        [
            .. names.Distinct().OrderBy(static name => name, StringComparer.Ordinal)
                .Select(name => compilation.Assembly.GetTypeByMetadataName(name))
                .Where(type => type is not null && IsUsable(type, compilation))
                .Select(type => new JsonContext(type!)),
        ];
    }

    public static JsonContexts Of(Compilation compilation) => ByCompilation.GetValue(compilation, static compilation => new(compilation));

    /// <summary>The context that names a type with <c>[JsonSerializable]</c>; of several, the first by name.</summary>
    public JsonContext? Find(ITypeSymbol type, bool isInput) => _all.Find(context => context.Covers(type, isInput));

    private static bool IsUsable(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsFileLocal || type.IsAbstract || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)) return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (TypeNames.Plain(current) == Base) return true;
        }

        return false;
    }

    private static IEnumerable<string> NamesIn(SyntaxNode node, string prefix)
    {
        foreach (var child in node.ChildNodes())
        {
            var names = child switch
            {
                BaseNamespaceDeclarationSyntax space => NamesIn(space, $"{prefix}{space.Name}."),
                TypeDeclarationSyntax { TypeParameterList: null } type => NamesOf(type, prefix),
                _ => [],
            };
            foreach (var name in names) yield return name;
        }
    }

    private static IEnumerable<string> NamesOf(TypeDeclarationSyntax type, string prefix)
    {
        var name = prefix + type.Identifier.ValueText;
        var isContext = type is ClassDeclarationSyntax && type.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => IsSerializable(attribute.Name));
        return isContext ? NamesIn(type, name + "+").Prepend(name) : NamesIn(type, name + "+");
    }

    private static bool IsSerializable(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => IsSerializable(qualified.Right),
        AliasQualifiedNameSyntax aliased => IsSerializable(aliased.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText is "JsonSerializable" or "JsonSerializableAttribute",
        _ => false,
    };
}
