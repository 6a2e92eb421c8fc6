using Fairlead.Protocol;

namespace Fairlead.Engine;

/// <summary>A JSON-RPC method that the server answers.</summary>
internal abstract class McpMethod(string name)
{
    /// <summary>The method's name.</summary>
    public string Name { get; } = name;

    /// <summary>The method asks for no reply; it is never taken as a request, nor a request as a notification.</summary>
    public virtual bool IsNotification => false;

    /// <summary>The method runs an author's code, which may take long: it gets a timeout and counts as a call in flight.</summary>
    public virtual bool RunsComponent => false;

    /// <summary>
    /// The reply comes when the client or the server wants no more. Such a call is no call in flight: it takes no slot, has no
    /// timeout, and a server that stops does not wait for it.
    /// </summary>
    public virtual bool StaysOpen => false;

    /// <summary>The results may be cached, and say for how long (SEP-2549).</summary>
    public virtual bool IsCacheable => false;

    /// <summary>Whether the method exists in a revision.</summary>
    public virtual bool IsServedIn(ProtocolRevision revision) => true;

    /// <summary>Finds what the call is about, before middleware sees it. May refuse it.</summary>
    public virtual void Prepare(RequestCall call)
    {
    }

    /// <summary>Answers the call.</summary>
    public abstract ValueTask InvokeAsync(RequestCall call);
}
