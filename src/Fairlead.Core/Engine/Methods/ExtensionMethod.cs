using System.Text;
using Fairlead.Components;
using Fairlead.Protocol;

namespace Fairlead.Engine.Methods;

/// <summary>A method of an extension. Older revisions know no extensions.</summary>
internal sealed class ExtensionMethod(McpExtension extension, string name, Func<McpCall, ValueTask> handler) : McpMethod(name)
{
    private readonly byte[] _extension = Encoding.UTF8.GetBytes(extension.Name);

    public override bool RunsComponent => true;

    public override bool IsServedIn(ProtocolRevision revision) => revision.HasExtensions;

    public override void Prepare(RequestCall call)
    {
        if (!extension.RequiresClientSupport || Message.IsObject(call.ClientCapabilities.Extension(_extension).Span)) return;
        call.Refuse(JsonRpcError.MissingCapability(["extensions", extension.Name], $"{Name} is a method of the extension {extension.Name}, which the client does not declare."));
    }

    public override ValueTask InvokeAsync(RequestCall call) => handler(call);
}
