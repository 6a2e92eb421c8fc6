using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Fairlead.Outgoing;
using Fairlead.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Authentication;

/// <summary>Asks an authorization server about tokens (RFC 7662).</summary>
internal sealed class IntrospectionAuthenticator : ICallerAuthenticator, IDisposable
{
    private const string Scheme = "Introspection";

    // Far more than any answer.
    private const int MaxReplyBytes = 256 * 1024;

    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    private readonly IntrospectionOptions _options;
    private readonly TimeProvider _time;
    private readonly IntrospectionCache _cache;
    private readonly HttpClient _client;
    private readonly AuthenticationHeaderValue _credentials;

    public IntrospectionAuthenticator(IntrospectionOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _cache = new(options.MaxCachedTokens, time);
        _client = GuardedHttpClient.Create(ReachOf(options));

        // RFC 6749, section 2.3.1: both are encoded as in a form before they are put together.
        var credentials = $"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(options.ClientSecret!)}";
        _credentials = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    /// <summary>What is wrong with the options, or <see langword="null"/>.</summary>
    public static string? Check(IntrospectionOptions options)
    {
        if (!AuthorizationServerClient.IsSafe(options.Endpoint?.OriginalString)) return $"AddIntrospection: Endpoint is '{options.Endpoint}'; it must be an https URL (http on loopback only).";
        if (AuthorizationServerClient.Check(options.Endpoint!.OriginalString, ReachOf(options)) is { } refused) return $"AddIntrospection: {refused}";
        if (string.IsNullOrEmpty(options.ClientId) || string.IsNullOrEmpty(options.ClientSecret)) return "AddIntrospection: ClientId and ClientSecret are needed; the authorization server tells them when the server is registered.";
        return string.IsNullOrWhiteSpace(options.Audience)
            ? "AddIntrospection: Audience is missing. Without it, tokens that were made for others would be taken: write o.Audience = \"https://mcp.example.com/mcp\"."
            : null;
    }

    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext context, string? token)
    {
        if (token is null) return new(AuthenticateResult.NoResult());
        var key = TokenHash.Format(token);
        return _cache.Find(key) is { } known ? new(known) : AskAsync(key, token, context.RequestAborted);
    }

    public void Dispose() => _client.Dispose();

    private static GuardedHttpOptions ReachOf(IntrospectionOptions options) =>
        AuthorizationServerClient.OptionsFor(options.Endpoint!.OriginalString, options.AllowPrivateAddresses, "IntrospectionOptions.AllowPrivateAddresses", options.Proxy, MaxReplyBytes);

    private async ValueTask<AuthenticateResult> AskAsync(string key, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint)
        {
            Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
        };
        request.Headers.Authorization = _credentials;
        request.Headers.Accept.Add(new("application/json"));
        using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var reply = IntrospectionReply.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var result = Judge(reply);
        var until = _time.GetUtcNow() + _options.CacheDuration;
        if (reply.Expires is { } expires && expires + Leeway < until) until = expires + Leeway;
        _cache.Keep(key, result, until);
        return result;
    }

    private AuthenticateResult Judge(IntrospectionReply reply)
    {
        var now = _time.GetUtcNow();
        if (!reply.IsActive) return AuthenticateResult.Fail("The authorization server says that the token is not active.");
        if (!reply.Audiences.Contains(_options.Audience!)) return AuthenticateResult.Fail("The token was made for another audience.");
        if (_options.Issuer is { } issuer && reply.Issuer is { } named && named != issuer) return AuthenticateResult.Fail("The token comes from another issuer.");
        if (reply.Expires + Leeway <= now) return AuthenticateResult.Fail("The token has expired.");
        if (reply.NotBefore - Leeway > now) return AuthenticateResult.Fail("The token is not valid yet.");
        if ((reply.Subject ?? reply.Client) is not { Length: > 0 } subject) return AuthenticateResult.Fail("The authorization server does not say whose token it is.");
        List<Claim> more = [new(CallerClaims.Issuer, reply.Issuer ?? _options.Issuer ?? _options.Endpoint!.OriginalString)];
        if (reply.Client is { } client) more.Add(new(CallerClaims.Client, client));
        return AuthenticateResult.Success(new(new KnownCaller(Scheme, subject, reply.Roles, reply.Scopes, more), Scheme));
    }
}
