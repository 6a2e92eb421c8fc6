using Fairlead.Generators.Diagnostics;
using Fairlead.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Fairlead.Generators.Reading;

/// <summary>Reads a method, local function or lambda as a component.</summary>
internal sealed class ComponentReader(Compilation compilation, Problems problems, CancellationToken cancellationToken)
{
    /// <summary>Reads a method that has a component attribute, as one of the class that is registered.</summary>
    public ComponentModel ReadAttributed(IMethodSymbol method, INamedTypeSymbol type, AttributeData attribute, ComponentModelKind kind, InstanceModel? instance, string id)
    {
        var location = Location(method);
        var mark = problems.Mark;
        var isOfficial = ComponentAttributes.IsOfficial(attribute);
        var name = (isOfficial || attribute.ConstructorArguments.Length == 0 || kind == ComponentModelKind.Resource ? null : Attributes.FirstString(attribute))
            ?? Attributes.Named<string>(attribute, "Name") ?? WireName.OfMethod(method.Name);
        var uri = kind != ComponentModelKind.Resource ? null : isOfficial ? Attributes.Named<string>(attribute, "UriTemplate") : Attributes.FirstString(attribute);
        CheckMethod(method, location);
        if (!WireName.IsValid(name)) problems.Add(Rule.InvalidName, location, name, Noun(kind));

        var model = Read(method, kind, id, location, uri, isDefaultUri: kind == ComponentModelKind.Resource && uri is null, name, type, hasInstance: !method.IsStatic);
        model = WithSettings(model, method, attribute, name, location);
        if (kind == ComponentModelKind.Tool && model.Description is null) problems.Add(Rule.MissingDescription, location, name);
        return model with
        {
            Name = name,
            Title = model.Title ?? Attributes.DisplayName(method),
            Target = Target(method),
            Instance = method.IsStatic ? null : instance,
            Error = problems.FirstErrorSince(mark),
        };
    }

    /// <summary>Reads what a call such as <c>app.Tool(…)</c> hands over.</summary>
    public ComponentModel ReadHandler(IMethodSymbol method, ComponentModelKind kind, string id, Location location, string? name, string? uri, bool isUriKnown)
    {
        var mark = problems.Mark;
        if (name is not null && !WireName.IsValid(name)) problems.Add(Rule.InvalidName, location, name, Noun(kind));
        CheckMethod(method, location);
        var attribute = ComponentAttributes.Of(method).FirstOrDefault(one => one.Kind == kind).Attribute;
        var model = Read(method, kind == ComponentModelKind.Resource && !isUriKnown ? ComponentModelKind.ResourceOrTemplate : kind, id, location, uri, isDefaultUri: false, name, method.MethodKind == MethodKind.Ordinary ? method.ContainingType : null, hasInstance: false);
        return WithSettings(model, method, attribute, name ?? NameOf(method), location) with { Error = problems.FirstErrorSince(mark) };
    }

    public static string Noun(ComponentModelKind kind) => kind switch
    {
        ComponentModelKind.Tool => "tool",
        ComponentModelKind.Prompt => "prompt",
        _ => "resource",
    };

    /// <summary>What a method is called in diagnostics.</summary>
    public static string NameOf(IMethodSymbol method) => method.Name.Length == 0 ? "lambda" : method.Name;

    // What the attributes say, on a method and on a lambda alike; what the call says of itself comes before it.
    private ComponentModel WithSettings(ComponentModel model, IMethodSymbol method, AttributeData? attribute, string name, Location? location)
    {
        model = model with { Icons = new(SettingsReader.ReadIcons(method, attribute)), Meta = SettingsReader.ReadMeta(method, problems) };
        if (attribute is null) return model;
        var isResource = model.Kind is ComponentModelKind.Resource or ComponentModelKind.ResourceTemplate or ComponentModelKind.ResourceOrTemplate;
        return model with
        {
            Title = Attributes.Named<string>(attribute, "Title"),
            Description = Attributes.Named<string>(attribute, "Description") ?? model.Description,
            Version = Attributes.Named<string>(attribute, "Version"),
            Tags = new(Attributes.NamedStrings(attribute, "Tags")),
            TimeoutTicks = new SettingsReader(problems).Timeout(attribute, name, location),
            MimeType = Attributes.Named<string>(attribute, "MimeType"),
            Hints = SettingsReader.ReadHints(attribute),
            TaskSupport = Attributes.NamedEnum(attribute, "TaskSupport"),
            Resource = isResource ? new ResourceSettingsReader(attribute, name, location, problems).Read(model.Kind == ComponentModelKind.ResourceTemplate) : null,
        };
    }

    private ComponentModel Read(IMethodSymbol method, ComponentModelKind kind, string id, Location? location, string? uri, bool isDefaultUri, string? name, INamedTypeSymbol? type, bool hasInstance)
    {
        var documentation = Documentation.Of(method, cancellationToken);
        var input = new TypeReader(compilation, problems, isInput: true, cancellationToken);
        var output = new TypeReader(compilation, problems, isInput: false, cancellationToken);
        var reader = new ParameterReader(input);
        var parameters = method.Parameters.Select(parameter => reader.Read(parameter, documentation)).ToList();
        parameters = ReadCompletions(method, kind, parameters, input, hasInstance);
        if (isDefaultUri) uri = DefaultUri(name!, parameters);
        if (uri is not null) kind = new UriReader(problems).Check(uri, parameters, method, location);
        CheckNames(parameters, method, location);
        CheckHeaders(parameters, location);
        var schema = SettingsReader.ReadSchema(method, problems);
        if (schema is not null && kind != ComponentModelKind.Tool) problems.Add(Rule.InapplicableRule, location, "InputSchema", NameOf(method), "only tools have a schema of arguments");
        CheckAll(parameters, method, kind);
        return new(
            kind, id, null, null, Attributes.Description(method) ?? documentation.Summary, null, default, null, uri, null, Hints.None, default, null,
            new(MetadataReader.Read(method, type, compilation, problems).Concat(MarkReader.Read(method, parameters))), null, null, new(parameters),
            ReturnReader.Read(method, kind, output, location), new(input.Objects.Concat(output.Objects)),
            new(input.Enums.Concat(output.Enums).GroupBy(shape => shape.Key).Select(group => group.First())), null, InputSchema: kind == ComponentModelKind.Tool ? schema : null);
    }

    private List<ParameterModel> ReadCompletions(IMethodSymbol method, ComponentModelKind kind, List<ParameterModel> parameters, TypeReader input, bool hasInstance)
    {
        if (kind != ComponentModelKind.Tool)
        {
            var reader = new CompletionReader(input);
            return [.. parameters.Select((parameter, index) => reader.Read(method.Parameters[index], parameter, parameters, method, hasInstance))];
        }

        // A method may be a prompt as well.
        if (ComponentAttributes.Of(method).Any(one => one.Kind != ComponentModelKind.Tool)) return parameters;
        foreach (var parameter in method.Parameters.Where(one => Attributes.Find(one, "Fairlead.CompleteAttribute") is not null))
        {
            problems.Add(Rule.InvalidCompletion, parameter.Locations.FirstOrDefault(), parameter.Name, "clients complete arguments of prompts and resource templates, not of tools; take it out");
        }

        return parameters;
    }

    // The official SDK's default, so that its classes keep their addresses.
    private static string DefaultUri(string name, List<ParameterModel> parameters)
    {
        var arguments = parameters.Where(parameter => parameter.Argument is not null).Select(parameter => parameter.Name).ToList();
        return $"resource://mcp/{name}" + (arguments.Count == 0 ? "" : $"{{?{string.Join(",", arguments)}}}");
    }

    private void CheckMethod(IMethodSymbol method, Location? location)
    {
        if (method.IsGenericMethod || method.Parameters.Any(parameter => TypeNames.IsOpen(parameter.Type)))
        {
            problems.Add(Rule.Generic, location, NameOf(method));
        }

        if (method is { IsAsync: true, ReturnsVoid: true }) problems.Add(Rule.AsyncVoid, location, NameOf(method));
        if (method.ReturnsByRef || method.ReturnsByRefReadonly) problems.Add(Rule.UnsupportedReturn, location, NameOf(method), "it is returned by reference; return the value");
        if (method.MethodKind == MethodKind.Ordinary && GeneratedAccess.Obstacle(method, compilation) is { } obstacle) problems.Add(Rule.Inaccessible, location, method.Name, obstacle);
    }

    private void CheckNames(List<ParameterModel> parameters, IMethodSymbol method, Location? location)
    {
        var names = parameters.Where(parameter => parameter.Argument is not null).GroupBy(parameter => parameter.Argument!.JsonName);
        foreach (var group in names.Where(group => group.Count() > 1))
        {
            problems.Add(Rule.DuplicateArgument, method.Parameters.First(parameter => parameter.Name == group.Last().Name).Locations.FirstOrDefault() ?? location, group.Key);
        }
    }

    private void CheckAll(List<ParameterModel> parameters, IMethodSymbol method, ComponentModelKind kind)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.TakesAll))
        {
            var isObject = parameter.Argument!.Shape is { Kind: ShapeKind.Object or ShapeKind.Dictionary or ShapeKind.Element, IsNullable: false }
                or { Kind: ShapeKind.Node, IsNullable: false, Type: "global::System.Text.Json.Nodes.JsonObject" or "global::System.Text.Json.Nodes.JsonNode" };
            var problem = kind != ComponentModelKind.Tool ? "only a tool's arguments are one object of which [McpArguments] could take all"
                : parameters.Count(other => other.Argument is not null) > 1 ? "[McpArguments] takes all arguments, so that none is left for the other parameters"
                : !isObject ? "[McpArguments] takes all arguments as one object; use a class, record or dictionary, JsonElement or JsonObject"
                : null;
            if (problem is not null) problems.Add(Rule.UnsupportedParameter, method.Parameters.First(one => one.Name == parameter.Name).Locations.FirstOrDefault(), parameter.Name, problem);
        }
    }

    private void CheckHeaders(List<ParameterModel> parameters, Location? location)
    {
        var headers = parameters.Select(parameter => parameter.Argument?.Header).Where(header => header is not null);
        foreach (var group in headers.GroupBy(header => header!.ToUpperInvariant()).Where(group => group.Count() > 1))
        {
            problems.Add(Rule.DuplicateHeader, location, group.First()!);
        }
    }

    private static string Target(IMethodSymbol method) => method.IsStatic ? $"{TypeNames.Full(method.ContainingType)}.{Escape(method.Name)}" : Escape(method.Name);

    private static string Escape(string name) => "@" + name;

    private static Location? Location(IMethodSymbol method) => method.Locations.FirstOrDefault();
}
