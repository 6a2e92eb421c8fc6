namespace Fairlead.Authentication;

/// <summary>A token or API key that the server knows by its hash. <c>token new</c> on the server's command line makes one.</summary>
/// <param name="Hash">The SHA-256 of the token's UTF-8 bytes: 64 hexadecimal digits, with or without <c>sha256:</c> before them.</param>
/// <param name="Subject">Whose token it is.</param>
public sealed record StaticToken(string Hash, string Subject)
{
    /// <summary>The owner's roles. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The owner's scopes. Default: none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>From when on the token is refused. Default: never.</summary>
    public DateTimeOffset? Expires { get; init; }
}
