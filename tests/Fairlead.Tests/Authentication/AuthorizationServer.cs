using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Authentication;

/// <summary>An authorization server of the tests: discovery, keys and introspection. It signs whatever it is told to.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    public const string Audience = "https://mcp.example.com/mcp";

    private readonly ConcurrentQueue<string> _seen = new();
    private readonly WebApplication _app;
    private RSA _key = RSA.Create(2048);
    private string _keyId = "1";
    private int _asked;

    private AuthorizationServer(WebApplication app)
    {
        _app = app;
        Grants = new(scope => Token(claims => claims["scope"] = scope));
    }

    /// <summary>Tokens that clients get by themselves.</summary>
    public CodeGrants Grants { get; }

    public string Url => _app.Urls.First();

    /// <summary>How often it was asked about a token.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>What is answered about a token; by default it is not active.</summary>
    public Func<string, string> Introspect { get; set; } = _ => """{"active":false}""";

    /// <summary>What the last request for introspection said of who asks.</summary>
    public string? Credentials { get; private set; }

    /// <summary>Every request that came here: its path, query and headers.</summary>
    public IEnumerable<string> Seen => _seen;

    /// <summary>Where the metadata says that the keys are; by default here.</summary>
    public string? KeysUrl { get; set; }

    public bool IsBroken { get; set; }

    public static async Task<AuthorizationServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AuthorizationServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Signs with another key from now on, and publishes only that.</summary>
    public void Rotate()
    {
        _key = RSA.Create(2048);
        _keyId += "1";
    }

    /// <summary>A token that is in order, changed as told.</summary>
    public string Token(Action<JsonObject>? change = null, string algorithm = "RS256", RSA? key = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Url,
            ["sub"] = "alice",
            ["aud"] = Audience,
            ["exp"] = now + 600,
            ["nbf"] = now - 10,
            ["scope"] = "ops:read ops:write",
            ["roles"] = new JsonArray("admin"),
        };
        change?.Invoke(claims);
        var signed = $$"""{"alg":"{{algorithm}}","typ":"at+jwt","kid":"{{_keyId}}"}""";
        var input = $"{Encode(Encoding.UTF8.GetBytes(signed))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var bytes = Encoding.ASCII.GetBytes(input);
        var signature = algorithm switch
        {
            "RS256" => (key ?? _key).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => (key ?? _key).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),

            // Signed with what everybody knows: the public key.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes((key ?? _key).ExportSubjectPublicKeyInfoPem()), bytes),
            _ => [],
        };
        return $"{input}.{Encode(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _seen.Enqueue($"{context.Request.Path}{context.Request.QueryString} {string.Join(' ', context.Request.Headers)}");
        if (IsBroken)
        {
            context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return;
        }

        if (context.Request.Path.Value == "/authorize")
        {
            Grants.Authorize(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" or "/.well-known/oauth-authorization-server" => Metadata(),
            "/register" => Grants.Register(),
            "/token" => await Grants.RedeemAsync(context),
            "/jwks" => Keys(),
            "/introspect" => await AboutTokenAsync(context.Request),
            _ => "{}",
        });
    }

    private async Task<string> AboutTokenAsync(HttpRequest request)
    {
        Interlocked.Increment(ref _asked);
        Credentials = request.Headers.Authorization.ToString();
        var form = await request.ReadFormAsync();
        return Introspect(form["token"].ToString());
    }

    private string Metadata() => $$"""
        {"issuer":"{{Url}}","jwks_uri":"{{KeysUrl ?? Url + "/jwks"}}","authorization_endpoint":"{{Url}}/authorize","token_endpoint":"{{Url}}/token","registration_endpoint":"{{Url}}/register","response_types_supported":["code"],"code_challenge_methods_supported":["S256"],"token_endpoint_auth_methods_supported":["none"]}
        """;

    private string Keys()
    {
        var key = _key.ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{_keyId}}","n":"{{Encode(key.Modulus!)}}","e":"{{Encode(key.Exponent!)}}"}]}""";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
