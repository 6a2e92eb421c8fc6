using System.Buffers;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>resources/read</c>: a resource with that URI, or the most specific template that matches it.</summary>
internal sealed class ReadResource(ComponentRunner runner, McpLimits limits) : McpMethod(MethodNames.ResourcesRead)
{
    public override bool RunsComponent => true;

    public override bool IsCacheable => true;

    public override void Prepare(RequestCall call)
    {
        if (ResourceUri.Read(call, limits) is not { } uri) return;
        var component = call.Catalog.FindResource(uri, out var variables);
        call.Select(component, uri);
        if (component is null) AccessChallenge.Refuse(call, call.Access?.Permissions.Everything.FindResource(uri, out _), JsonRpcError.ResourceNotFound(uri, call.Revision));
        else if (component is ResourceTemplate template) Bind(call, template, variables!);
    }

    public override ValueTask InvokeAsync(RequestCall call) => runner.RunAsync(call);

    // The variables become the call's arguments, so that templates are bound as tools are.
    private static void Bind(RequestCall call, ResourceTemplate template, List<KeyValuePair<UriTemplateVariable, List<string>>> variables)
    {
        foreach (var (variable, values) in variables)
        {
            if (!template.TraversableVariables.Contains(variable.Name) && values.Exists(UriTemplateValue.IsTraversal))
            {
                call.Fail(JsonRpcError.WithData(
                    ErrorCodes.InvalidParams, $"{variable.Name}: must not be absolute, leave its directory ('..') or hold a NUL.", "uri", call.Uri!));
                return;
            }
        }

        var buffer = new ArrayBufferWriter<byte>(64);
        UriTemplate.WriteValues(buffer, variables);
        call.Arguments = buffer.WrittenMemory;
    }
}
