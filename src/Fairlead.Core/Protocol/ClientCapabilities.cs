namespace Fairlead.Protocol;

/// <summary>What a client says that it can do: <c>params.capabilities</c> of <c>initialize</c>, or <c>_meta</c> of each request.</summary>
/// <param name="json">The capabilities as sent: a JSON object, or empty for none. Read when asked for.</param>
internal readonly struct ClientCapabilities(ReadOnlyMemory<byte> json)
{
    /// <summary>The capabilities as sent, or empty.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The user can be asked to fill in a form. Before 2025-11-25 there was no other kind, and an empty object means it still.</summary>
    public bool HasFormElicitation => Has("elicitation"u8) && (Has("elicitation"u8, "form"u8) || !Has("elicitation"u8, "url"u8));

    /// <summary>The user can be sent to a page.</summary>
    public bool HasUrlElicitation => Has("elicitation"u8, "url"u8);

    /// <summary>The client's model can be asked.</summary>
    public bool HasSampling => Has("sampling"u8);

    /// <summary>The client's model can be given tools.</summary>
    public bool HasSamplingTools => Has("sampling"u8, "tools"u8);

    /// <summary>The client has directories that it shares.</summary>
    public bool HasRoots => Has("roots"u8);

    /// <summary>What the client says of an extension: a JSON object, or empty where it does not support it.</summary>
    /// <param name="name">The extension's name, such as <c>io.modelcontextprotocol/tasks</c>.</param>
    public ReadOnlyMemory<byte> Extension(ReadOnlySpan<byte> name) => Message.Member(Message.Member(Json, "extensions"u8), name);

    private bool Has(ReadOnlySpan<byte> name) => Message.IsObject(Message.Member(Json, name).Span);

    private bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part) => Message.IsObject(Message.Member(Message.Member(Json, name), part).Span);
}
