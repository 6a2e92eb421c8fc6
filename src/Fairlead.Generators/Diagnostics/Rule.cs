using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Diagnostics;

/// <summary>Every diagnostic, by number.</summary>
internal static class Rule
{
    public static readonly DiagnosticDescriptor InvalidName = Error("FAIR001", "Invalid component name",
        "'{0}' is no name for a {1}: use 1 to 128 of the characters A-Z a-z 0-9 _ - .");

    public static readonly DiagnosticDescriptor DuplicateName = Error("FAIR002", "Duplicate component name",
        "Another {1} is called '{0}' too: give one of the two another name or another version");

    public static readonly DiagnosticDescriptor MissingDescription = new("FAIR003", "Missing description",
        "Tool '{0}' has no description, so a model can only guess what it does: add a <summary>, [Description] or the description argument",
        "Fairlead", DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Link("FAIR003"));

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error("FAIR004", "Unsupported parameter type",
        "Parameter '{0}' cannot be an argument: {1}");

    public static readonly DiagnosticDescriptor UnsupportedReturn = Error("FAIR005", "Unsupported return type",
        "The result of '{0}' cannot be sent: {1}");

    public static readonly DiagnosticDescriptor VariableWithoutParameter = Error("FAIR006", "Template variable without parameter",
        "The variable '{0}' of '{1}' has no parameter of that name: add a parameter '{0}' or take the variable out");

    public static readonly DiagnosticDescriptor ParameterWithoutVariable = Error("FAIR007", "Parameter without template variable",
        "Parameter '{0}' gets no value, since '{1}' has no variable of that name: write {{{0}}} into the URI, or [FromServices] if it is a service");

    public static readonly DiagnosticDescriptor AsyncVoid = Error("FAIR008", "Async void",
        "'{0}' is async void, so nobody would know when it ends or fails: return Task");

    public static readonly DiagnosticDescriptor ByReference = Error("FAIR009", "Parameter by reference",
        "Parameter '{0}' is passed by reference, which a call over the wire cannot do: pass it by value and return what changes");

    public static readonly DiagnosticDescriptor Generic = Error("FAIR010", "Generic component",
        "'{0}' is generic, so no schema can say what it takes: write a method for each type");

    public static readonly DiagnosticDescriptor InvalidHeader = Error("FAIR011", "Invalid header argument",
        "[McpHeader] on '{0}': {1}");

    public static readonly DiagnosticDescriptor DuplicateHeader = Error("FAIR012", "Duplicate header",
        "The header 'Mcp-Param-{0}' mirrors two arguments: give one of them another name (case does not count)");

    public static readonly DiagnosticDescriptor Inaccessible = Error("FAIR013", "Inaccessible from generated code",
        "'{0}' is {1}, so generated code cannot use it: make it internal or public");

    public static readonly DiagnosticDescriptor CannotConstruct = Error("FAIR014", "Class cannot be constructed",
        "'{0}' cannot be constructed for a call: {1}");

    public static readonly DiagnosticDescriptor ForeignContext = Error("FAIR015", "Parameter of another framework",
        "Parameter '{0}' is a {1} of the official SDK's server, which Fairlead replaces: take a McpContext instead");

    public static readonly DiagnosticDescriptor NoContract = Warning("FAIR016", "Type without JSON contract",
        "The JSON of '{0}' is known only at run time: {1}");

    public static readonly DiagnosticDescriptor InvisibleHandler = Error("FAIR017", "Handler is not visible",
        "The handler of '{0}' is not written in the call, so no schema can be made from it: write a lambda, local function or method group here");

    public static readonly DiagnosticDescriptor InvalidSetting = Error("FAIR018", "Invalid attribute value",
        "{0} of '{1}' is '{2}': {3}");

    public static readonly DiagnosticDescriptor InvalidUri = Error("FAIR019", "Invalid resource URI",
        "'{0}' is no URI for a resource: {1}");

    public static readonly DiagnosticDescriptor InvalidPattern = Error("FAIR020", "Unsupported regular expression",
        "The pattern of '{0}' cannot be enforced: {1}");

    public static readonly DiagnosticDescriptor OptionalVariable = Error("FAIR021", "Query variable without default",
        "Parameter '{0}' is bound to a query variable, which a URI may leave out: give it a default or make it nullable");

    public static readonly DiagnosticDescriptor InapplicableRule = Warning("FAIR022", "Rule does not apply",
        "[{0}] on '{1}' has no effect: {2}");

    public static readonly DiagnosticDescriptor DuplicateArgument = Error("FAIR023", "Duplicate argument name",
        "Two members are called '{0}' in JSON: rename one with [McpArgument] or [JsonPropertyName]");

    public static readonly DiagnosticDescriptor InvisibleClass = Error("FAIR024", "Class is not visible",
        "Add<{0}>() names no concrete class: write the class itself, not a type parameter");

    public static readonly DiagnosticDescriptor InvalidCompletion = Error("FAIR025", "Invalid completion",
        "[Complete] on '{0}': {1}");

    public static readonly DiagnosticDescriptor UnsupportedForm = Error("FAIR026", "Unsupported form",
        "A form cannot ask for '{0}': {1}");

    public static readonly DiagnosticDescriptor UnsupportedOnce = Error("FAIR027", "Result cannot be kept",
        "OnceAsync cannot keep a result of type '{0}': {1}");

    public static readonly DiagnosticDescriptor CommandLine = Warning("FAIR028", "Argument in a command line",
        "The argument '{0}' becomes part of a command line, so that a caller can run other programs or add options: name the program in the code, and give each argument its own place in ArgumentList");

    public static readonly DiagnosticDescriptor CommandText = Warning("FAIR029", "Argument in an SQL text",
        "The argument '{0}' becomes part of an SQL text, so that a caller can write statements of its own: pass it as a parameter of the command");

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, "Fairlead", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Link(id));

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Fairlead", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Link(id));

    private static string Link(string id) => $"https://github.com/fairlead/fairlead/blob/main/docs/diagnostics/{id}.md";
}
