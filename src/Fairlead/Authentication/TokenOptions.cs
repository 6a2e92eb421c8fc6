namespace Fairlead.Authentication;

/// <summary>Tokens and API keys that the server itself knows. Those of the section <c>Mcp:Tokens</c> are added to what is set in code.</summary>
public sealed class TokenOptions
{
    /// <summary>The tokens. Default: those of the section <c>Mcp:Tokens</c> only.</summary>
    public IList<StaticToken> Tokens { get; } = [];

    /// <summary>
    /// Another header in which a token may come, such as <c>X-API-Key</c>, for clients that cannot send
    /// <c>Authorization: Bearer</c>. Default: none.
    /// </summary>
    public string? ApiKeyHeader { get; set; }
}
