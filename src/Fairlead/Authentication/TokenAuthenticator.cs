using System.Buffers.Binary;
using System.Security.Cryptography;
using Fairlead.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Authentication;

/// <summary>Knows callers by configured tokens. Costs a hash and a look-up, and allocates nothing.</summary>
internal sealed class TokenAuthenticator : ICallerAuthenticator
{
    public const string Scheme = "Token";

    private readonly Dictionary<ulong, Entry[]> _entries;
    private readonly string? _apiKeyHeader;
    private readonly TimeProvider _time;

    public TokenAuthenticator(IEnumerable<StaticToken> tokens, string? apiKeyHeader, TimeProvider time)
    {
        _apiKeyHeader = apiKeyHeader;
        _time = time;
        _entries = tokens.Select(Make).GroupBy(entry => KeyOf(entry.Hash)).ToDictionary(entries => entries.Key, entries => entries.ToArray());
    }

    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext context, string? token)
    {
        if (token is null && _apiKeyHeader is not null && context.Request.Headers[_apiKeyHeader] is { Count: 1 } header) token = header[0];
        return new(token is { Length: > 0 } ? Find(token) : AuthenticateResult.NoResult());
    }

    private AuthenticateResult Find(string token)
    {
        Span<byte> hash = stackalloc byte[TokenHash.Size];
        TokenHash.Compute(token, hash);

        // How long the look-up takes tells at most something about the hash of a guess, from which no token follows.
        if (!_entries.TryGetValue(KeyOf(hash), out var entries)) return AuthenticateResult.NoResult();
        foreach (var entry in entries)
        {
            if (!CryptographicOperations.FixedTimeEquals(entry.Hash, hash)) continue;
            return entry.Expires <= _time.GetUtcNow() ? Expired : entry.Result;
        }

        return AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Expired { get; } = AuthenticateResult.Fail("The token has expired.");

    private static Entry Make(StaticToken token)
    {
        var caller = new KnownCaller(Scheme, token.Subject, token.Roles, token.Scopes) { HasFixedScopes = true };
        return new(TokenHash.Parse(token.Hash)!, token.Expires, AuthenticateResult.Success(new(caller, Scheme)));
    }

    private static ulong KeyOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash);

    private sealed record Entry(byte[] Hash, DateTimeOffset? Expires, AuthenticateResult Result);
}
