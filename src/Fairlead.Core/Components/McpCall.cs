using System.Security.Claims;
using Fairlead.Protocol;

namespace Fairlead.Components;

/// <summary>
/// One message on its way through the server, as middleware and components see it: what was asked, by whom, and the result
/// as bytes. Valid until the reply has been written; do not keep it.
/// </summary>
public abstract class McpCall
{
    private Dictionary<object, object?>? _items;

    private protected McpCall() { }

    /// <summary>The JSON-RPC method, such as <c>tools/call</c>.</summary>
    public abstract string Method { get; }

    /// <summary>The component that is called, or <see langword="null"/> for methods that call none.</summary>
    public Component? Component { get; private protected set; }

    /// <summary>The protocol revision in which the reply will be written.</summary>
    public abstract ProtocolRevision Revision { get; }

    /// <summary>The request's <c>params</c> as sent: a JSON object in UTF-8, or empty.</summary>
    public abstract ReadOnlyMemory<byte> Params { get; }

    /// <summary>
    /// The arguments: a JSON object in UTF-8, or empty for none. Of a resource template, the URI's variables.
    /// Middleware may replace them; the whole object must then be valid JSON without duplicate members.
    /// </summary>
    public ReadOnlyMemory<byte> Arguments { get; set; }

    /// <summary>The URI that <c>resources/read</c> asked for, or <see langword="null"/> elsewhere.</summary>
    public string? Uri { get; private protected set; }

    /// <summary>Only JSON of the declared types is accepted as an argument; <c>"42"</c> is no integer.</summary>
    public abstract bool StrictArguments { get; }

    /// <summary>Who is calling. Never <see langword="null"/>; unauthenticated where nobody was identified.</summary>
    public abstract ClaimsPrincipal Caller { get; }

    /// <summary>The services of this call. The scope is made when first used and disposed after the reply.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Signalled when the client cancels or goes away, when the timeout ends, and when the server stops.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>What the author of a component may use to talk to the client.</summary>
    public abstract McpContext Context { get; }

    /// <summary>The result, once <c>next</c> has returned.</summary>
    public abstract McpResult Result { get; }

    /// <summary>The JSON-RPC error that will be sent instead of <see cref="Result"/>, or <see langword="null"/>.</summary>
    public JsonRpcError? Error { get; private protected set; }

    /// <summary>
    /// What the component threw, or <see langword="null"/>: for middleware. Clients get what <see cref="Result"/> or
    /// <see cref="Error"/> says of it.
    /// </summary>
    public Exception? Exception { get; internal set; }

    /// <summary>Whether the call ended in a JSON-RPC error or in an <c>isError</c> result.</summary>
    public bool IsError => Error is not null || Result.IsError;

    /// <summary>The client was asked something in this call, or may have been: what comes out is not of the arguments alone.</summary>
    internal abstract bool DependsOnAnswers { get; }

    /// <summary>Forgets everything, so that the object can serve another message.</summary>
    private protected void Forget()
    {
        _items = null;
        Component = null;
        Arguments = default;
        Uri = null;
        Error = null;
        Exception = null;
    }

    /// <summary>Anything that middleware wants to hand on within this call.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    /// <summary>Answers with a JSON-RPC error. What has been written to <see cref="Result"/> is dropped.</summary>
    /// <param name="error">The error.</param>
    public void Fail(JsonRpcError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
        Result.Clear();
    }

    /// <summary>
    /// Refuses the arguments in the way that fits the component: an <c>isError</c> result that the model can act on for a
    /// tool (SEP-1303), otherwise the JSON-RPC error −32602.
    /// </summary>
    /// <param name="problems">Every problem, each ending with a full stop.</param>
    public void RefuseArguments(string problems)
    {
        if (Component is null or Tool) Result.SetError(problems);
        else Fail(new JsonRpcError(ErrorCodes.InvalidParams, problems));
    }

    /// <summary>Says that the resource does not exist, in the words of the call's revision.</summary>
    public void ResourceNotFound() => Fail(JsonRpcError.ResourceNotFound(Uri ?? "", Revision));
}
