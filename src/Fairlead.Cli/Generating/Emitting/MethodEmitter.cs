using Fairlead.Cli.Generating.Model;

namespace Fairlead.Cli.Generating.Emitting;

/// <summary>The methods of a client.</summary>
internal sealed class MethodEmitter(CodeWriter code, ClientModel client, JsonTypes types)
{
    private const string Protocol = "global::ModelContextProtocol.Protocol";
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Token = "global::System.Threading.CancellationToken";

    public void Emit(ToolModel tool)
    {
        var arguments = tool.Arguments.Properties;
        Describe(tool.Description ?? tool.Name, arguments);
        code.Line($"/// <exception cref=\"{client.ExceptionName}\">The tool reports an error.</exception>");
        code.Open($"public async {Task}<{tool.ResultType ?? $"{Protocol}.CallToolResult"}> {tool.MethodName}({Parameters(arguments)})");
        code.Line($"var call = new {tool.Arguments.Name}{(arguments.Count == 0 ? "();" : "")}");
        if (arguments.Count > 0)
        {
            code.Line("{");
            foreach (var argument in arguments) code.Line($"    {argument.Name} = {Parameter(argument)},");
            code.Line("};");
        }

        var call = $"{CSharpText.Literal(tool.Name)}, call, {types.Of(tool.Arguments.Name)}";
        code.Line(tool.ResultType is null
            ? $"return await InvokeAsync({call}, cancellationToken).ConfigureAwait(false);"
            : $"return await InvokeStructuredAsync({call}, {types.Of(tool.ResultType)}, cancellationToken).ConfigureAwait(false);");
        code.Close();
        code.Line();
    }

    public void Emit(PromptModel prompt)
    {
        Describe(prompt.Description ?? prompt.Name, prompt.Arguments);
        code.Open($"public async {Task}<{Protocol}.GetPromptResult> {prompt.MethodName}({Parameters(prompt.Arguments)})");
        code.Line("var arguments = new global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>();");
        foreach (var argument in prompt.Arguments)
        {
            code.Line($"{(argument.IsRequired ? "" : $"if ({Parameter(argument)} is not null) ")}arguments[{CSharpText.Literal(argument.JsonName)}] = global::System.Text.Json.JsonSerializer.SerializeToElement({Parameter(argument)}, {types.Of("string")});");
        }

        code.Line($"return await _client.GetPromptAsync(new {Protocol}.GetPromptRequestParams {{ Name = {CSharpText.Literal(prompt.Name)}, Arguments = arguments }}, cancellationToken).ConfigureAwait(false);");
        code.Close();
        code.Line();
    }

    public void Emit(TemplateModel template)
    {
        Describe(template.Description ?? template.UriTemplate, template.Variables);
        code.Open($"public async {Task}<{Protocol}.ReadResourceResult> {template.MethodName}({Parameters(template.Variables)})");
        code.Line("var arguments = new global::System.Collections.Generic.Dictionary<string, object?>();");
        foreach (var variable in template.Variables) code.Line($"arguments[{CSharpText.Literal(variable.JsonName)}] = {Parameter(variable)};");
        code.Line($"return await _client.ReadResourceAsync({CSharpText.Literal(template.UriTemplate)}, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);");
        code.Close();
        code.Line();
    }

    private void Describe(string description, IReadOnlyList<PropertyModel> arguments)
    {
        XmlDoc.Summary(code, description);
        foreach (var argument in InOrder(arguments)) XmlDoc.Parameter(code, argument.ParameterName, argument.Description ?? argument.JsonName);
        XmlDoc.Parameter(code, "cancellationToken", "Gives the request up.");
    }

    private static string Parameters(IReadOnlyList<PropertyModel> arguments) => string.Join(
        ", ", [.. InOrder(arguments).Select(static argument => $"{argument.DeclaredType} {Parameter(argument)}{(argument.IsRequired ? "" : " = null")}"), $"{Token} cancellationToken = default"]);

    // Parameters with a default come last.
    private static IEnumerable<PropertyModel> InOrder(IReadOnlyList<PropertyModel> arguments) => arguments.OrderBy(static argument => !argument.IsRequired);

    private static string Parameter(PropertyModel argument) => CSharpWords.IsKeyword(argument.ParameterName) ? "@" + argument.ParameterName : argument.ParameterName;
}
