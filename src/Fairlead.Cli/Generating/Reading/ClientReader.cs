using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Generating.Model;

namespace Fairlead.Cli.Generating.Reading;

/// <summary>Asks a server what it offers, and makes of it what a client class has.</summary>
internal sealed partial class ClientReader
{
    private readonly UniqueNames _methods = new("InvokeAsync", "InvokeStructuredAsync");
    private readonly SchemaReader _schemas;
    private readonly string _namespace;
    private readonly string _className;

    /// <param name="namespace">The namespace of the file.</param>
    /// <param name="className">The class.</param>
    public ClientReader(string @namespace, string className)
    {
        _namespace = @namespace;
        _className = className;
        // Beside the types of the file, those names that the generated context has by itself.
        _schemas = new SchemaReader(new UniqueNames(
            className, className + "Exception", className + "Json", "Boolean", "DateTimeOffset", "Default", "Double", "GeneratedSerializerOptions", "GetTypeInfo", "Guid", "Int64", "JsonElement", "Options", "String"));
    }

    public async Task<ClientModel> ReadAsync(ServerConnection connection, CancellationToken cancellationToken)
    {
        ToolModel[] tools = [.. (await connection.ListToolsAsync(cancellationToken)).Select(ReadTool)];
        PromptModel[] prompts = [.. (await connection.ListPromptsAsync(cancellationToken)).Select(ReadPrompt)];
        TemplateModel[] templates = [.. (await connection.ListTemplatesAsync(cancellationToken)).Select(ReadTemplate)];
        return new ClientModel(_namespace, _className, connection.Title, tools, prompts, templates, _schemas.Records, _schemas.Enums);
    }

    private ToolModel ReadTool(JsonObject tool)
    {
        var name = Text(tool["name"]) ?? "";
        var pascal = Identifier.Pascal(name, "Tool");
        var input = tool["inputSchema"] as JsonObject ?? [];
        var text = input.ToJsonString();
        return new ToolModel(
            name,
            _methods.Take(pascal + "Async"),
            Text(tool["description"]) ?? Text(tool["title"]),
            _schemas.ReadArguments(input, pascal),
            tool["outputSchema"] is JsonObject output ? _schemas.ReadResult(output, pascal) : null,
            text.Contains("\"x-mcp-header\"", StringComparison.Ordinal) ? text : null);
    }

    private PromptModel ReadPrompt(JsonObject prompt)
    {
        var name = Text(prompt["name"]) ?? "";
        var parameters = new UniqueNames("cancellationToken", "arguments");
        return new PromptModel(
            name,
            _methods.Take(Identifier.Pascal(name, "") + "PromptAsync"),
            Text(prompt["description"]) ?? Text(prompt["title"]),
            [.. (prompt["arguments"] as JsonArray ?? []).OfType<JsonObject>().DistinctBy(static argument => Text(argument["name"])).Select(argument => Argument(
                Text(argument["name"]) ?? "", parameters, argument["required"] is JsonValue value && value.TryGetValue<bool>(out var isRequired) && isRequired, Text(argument["description"])))]);
    }

    private TemplateModel ReadTemplate(JsonObject template)
    {
        var uri = Text(template["uriTemplate"]) ?? "";
        var parameters = new UniqueNames("cancellationToken", "arguments");
        return new TemplateModel(
            uri,
            _methods.Take($"Read{Identifier.Pascal(Text(template["name"]) ?? uri, "Resource")}Async"),
            Text(template["description"]) ?? Text(template["title"]),
            [.. Expression().Matches(uri)
                .SelectMany(static match => match.Groups[1].Value.Split(','))
                .Select(static variable => variable.TrimEnd('*').Split(':')[0])
                .Distinct()
                .Select(variable => Argument(variable, parameters, isRequired: true, description: null))]);
    }

    private static PropertyModel Argument(string name, UniqueNames parameters, bool isRequired, string? description) =>
        new(name, Identifier.Pascal(name), parameters.Take(Identifier.Camel(name)), "string", IsNullable: false, isRequired, description);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // RFC 6570: {id}, {+path}, {?a,b}, {list*}, {prefix:3}.
    [GeneratedRegex(@"\{[+#./;?&]?([^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
