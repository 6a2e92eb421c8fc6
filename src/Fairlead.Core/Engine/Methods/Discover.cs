using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary><c>server/discover</c>: what the server is and can.</summary>
internal sealed class Discover(McpServerOptions options, Capabilities capabilities) : McpMethod(MethodNames.Discover)
{
    public override bool IsCacheable => true;

    public override bool IsServedIn(ProtocolRevision revision) => revision.IsModern;

    public override ValueTask InvokeAsync(RequestCall call)
    {
        var writer = call.Result.Rewrite();
        writer.WriteStartObject();
        writer.WriteStartArray("supportedVersions"u8);
        foreach (var revision in options.Revisions) writer.WriteStringValue(revision.Version);
        writer.WriteEndArray();
        capabilities.Write(writer, call.Catalog, call.Revision, call.Connection);
        if (options.Instructions is { } instructions) writer.WriteString("instructions"u8, instructions);
        writer.WriteEndObject();
        return default;
    }
}
