using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fairlead.Tests.Authentication;

/// <summary>Authorization codes with PKCE (RFC 7636) for clients that register themselves (RFC 7591). The user agrees to everything.</summary>
internal sealed class CodeGrants(Func<string, string> tokenWithScope)
{
    private readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Scope)> _codes = new();
    private int _clients;

    /// <summary>The scopes that were agreed to, one entry for each time the user was asked.</summary>
    public ConcurrentQueue<string> Agreed { get; } = new();

    /// <summary>What <c>resource</c> the client named each time (RFC 8707).</summary>
    public ConcurrentQueue<string?> Resources { get; } = new();

    public string Register() => $$"""{"client_id":"client-{{Interlocked.Increment(ref _clients)}}","redirect_uris":["http://localhost/callback"],"token_endpoint_auth_method":"none"}""";

    public void Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        var code = RandomNumberGenerator.GetHexString(32);
        Assert.Equal(("code", "S256"), (query["response_type"].ToString(), query["code_challenge_method"].ToString()));
        _codes[code] = (query["code_challenge"].ToString(), query["redirect_uri"].ToString(), query["scope"].ToString());
        Agreed.Enqueue(query["scope"].ToString());
        Resources.Enqueue(query["resource"]);
        context.Response.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    public async Task<string> RedeemAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var isOurs = _codes.TryRemove(form["code"].ToString(), out var grant);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (isOurs && challenge == grant.Challenge && form["redirect_uri"] == grant.Redirect) return $$"""{"access_token":"{{tokenWithScope(grant.Scope)}}","token_type":"Bearer","expires_in":600,"scope":"{{grant.Scope}}"}""";
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return """{"error":"invalid_grant"}""";
    }
}
