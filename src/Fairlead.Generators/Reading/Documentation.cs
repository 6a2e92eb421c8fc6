using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fairlead.Generators.Reading;

/// <summary>The XML doc comment of a symbol, read from the source itself, since most projects generate no documentation file.</summary>
internal sealed class Documentation
{
    private static readonly Documentation Empty = new(null);

    private static readonly Regex Spaces = new(@"[ \t\r\n]+", RegexOptions.CultureInvariant);

    private readonly XElement? _root;

    private Documentation(XElement? root) => _root = root;

    public string? Summary => Clean(_root?.Element("summary"));

    public string? Parameter(string name) =>
        Clean(_root?.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name));

    public static Documentation Of(ISymbol symbol, CancellationToken cancellationToken)
    {
        var own = Read(symbol, cancellationToken);
        if (own._root?.Element("inheritdoc") is null) return own;
        return InheritedFrom(symbol) is { } origin ? Of(origin, cancellationToken) : own;
    }

    private static Documentation Read(ISymbol symbol, CancellationToken cancellationToken)
    {
        // Where the compiler parsed the comments, or the symbol comes from an assembly with its XML file, it knows them.
        var xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken);
        if (!string.IsNullOrWhiteSpace(xml)) return Parse(xml!);
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (FromTrivia(reference.GetSyntax(cancellationToken)) is { } text) return Parse("<doc>" + text + "</doc>");
        }

        return Empty;
    }

    private static string? FromTrivia(SyntaxNode node)
    {
        // The comment stands before the declaration, which for a field or property is the declaration round the symbol.
        if (node is VariableDeclaratorSyntax) node = node.Parent!.Parent!;
        if (node is LocalFunctionStatementSyntax or MemberDeclarationSyntax or EnumMemberDeclarationSyntax)
        {
            var text = new StringBuilder();
            foreach (var trivia in node.GetLeadingTrivia())
            {
                if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) AppendLine(text, trivia.ToString());
                else if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) AppendBlock(text, trivia.ToString());
                else if (trivia.GetStructure() is DocumentationCommentTriviaSyntax) AppendStructured(text, trivia.ToFullString());
            }

            return text.Length == 0 ? null : text.ToString();
        }

        return null;
    }

    private static void AppendLine(StringBuilder text, string comment)
    {
        if (comment.StartsWith("///", StringComparison.Ordinal)) text.AppendLine(comment.Substring(3));
    }

    private static void AppendBlock(StringBuilder text, string comment)
    {
        if (!comment.StartsWith("/**", StringComparison.Ordinal) || comment.Length < 5) return;
        foreach (var line in comment.Substring(3, comment.Length - 5).Split('\n')) text.AppendLine(line.Trim().TrimStart('*'));
    }

    private static void AppendStructured(StringBuilder text, string comment)
    {
        if (comment.TrimStart().StartsWith("/**", StringComparison.Ordinal))
        {
            AppendBlock(text, comment.Trim());
            return;
        }

        foreach (var line in comment.Split('\n')) AppendLine(text, line.Trim());
    }

    private static Documentation Parse(string xml)
    {
        try
        {
            return new(XElement.Parse(xml, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            // A malformed comment is the compiler's to report; here it only means that there is no description.
            return Empty;
        }
    }

    private static ISymbol? InheritedFrom(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        IMethodSymbol or IPropertySymbol => symbol.ContainingType?.AllInterfaces
            .SelectMany(type => type.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };

    private static string? Clean(XElement? element)
    {
        if (element is null) return null;
        var text = new StringBuilder();
        Append(text, element);
        var lines = text.ToString().Split('\u2028').Select(line => Spaces.Replace(line, " ").Trim()).Where(line => line.Length > 0);
        var clean = string.Join("\n", lines);
        return clean.Length == 0 ? null : clean;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement child) AppendElement(text, child);
        }
    }

    private static void AppendElement(StringBuilder text, XElement element)
    {
        // U+2028 marks the places where a line ends on purpose; all other white space is only layout of the source.
        switch (element.Name.LocalName)
        {
            case "para" or "item" or "list" or "code" or "br":
                text.Append('\u2028');
                if (element.Name.LocalName == "item") text.Append("- ");
                Append(text, element);
                text.Append('\u2028');
                break;
            case "see" or "seealso" or "paramref" or "typeparamref" when element.IsEmpty || element.Value.Length == 0:
                var target = (string?)element.Attribute("langword") ?? (string?)element.Attribute("name") ?? (string?)element.Attribute("href");
                text.Append(target ?? LastName((string?)element.Attribute("cref") ?? ""));
                break;
            default:
                Append(text, element);
                break;
        }
    }

    private static string LastName(string cref)
    {
        var parameters = cref.IndexOf('(');
        if (parameters >= 0) cref = cref.Substring(0, parameters);
        var name = cref.Substring(cref.LastIndexOfAny(['.', ':']) + 1);
        var arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }
}
