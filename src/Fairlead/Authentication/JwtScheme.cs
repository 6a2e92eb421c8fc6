using Fairlead.Outgoing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Fairlead.Authentication;

/// <summary>Adds ASP.NET Core's scheme for JSON Web Tokens, set up for MCP.</summary>
internal static class JwtScheme
{
    // Far more than any key set.
    private const int MaxMetadataBytes = 1024 * 1024;

    // With symmetric ones a published key could be used to sign (algorithm confusion); "none" is no signature at all.
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>What is wrong with the options, or <see langword="null"/>.</summary>
    public static string? Check(JwtOptions options)
    {
        if (!AuthorizationServerClient.IsSafe(options.Authority)) return $"AddJwt: Authority is '{options.Authority}'; it must be the https URL of the authorization server (http on loopback only).";
        if (options.MetadataAddress is { } metadata && !AuthorizationServerClient.IsSafe(metadata)) return $"AddJwt: MetadataAddress is '{metadata}'; it must be an https URL (http on loopback only).";
        if (AuthorizationServerClient.Check(options.MetadataAddress ?? options.Authority!, ReachOf(options)) is { } refused) return $"AddJwt: {refused}";
        if (string.IsNullOrWhiteSpace(options.Audience)) return "AddJwt: Audience is missing. Without it, tokens that were made for others would be taken: write o.Audience = \"https://mcp.example.com/mcp\".";
        return EntraId.IsShared(options.Authority!) && options.Issuers.Count == 0
            ? $"AddJwt: {options.Authority} issues tokens of all tenants. Name a tenant in Authority, or those that you trust in Issuers."
            : null;
    }

    /// <summary>Adds the scheme.</summary>
    public static void Add(IServiceCollection services, string scheme, JwtOptions options) =>
        services.AddAuthentication().AddJwtBearer(scheme, bearer => Configure(bearer, options));

    private static GuardedHttpOptions ReachOf(JwtOptions options) =>
        AuthorizationServerClient.OptionsFor(options.Authority!, options.AllowPrivateAddresses, "JwtOptions.AllowPrivateAddresses", options.Proxy, MaxMetadataBytes);

    // A token whose key cannot be fetched is not wrong: this throws where the authority has never answered.
    private static async Task TellFromOutageAsync(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is { } metadata) await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    private static void Configure(JwtBearerOptions bearer, JwtOptions options)
    {
        var authority = options.Authority!;
        bearer.Authority = authority;
        if (options.MetadataAddress is { } metadata) bearer.MetadataAddress = metadata;

        // What the metadata points at must be as safe as the authority itself.
        bearer.RequireHttpsMetadata = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        bearer.MapInboundClaims = false;
        bearer.Events = new() { OnAuthenticationFailed = TellFromOutageAsync };
        bearer.Backchannel = GuardedHttpClient.Create(ReachOf(options));
        bearer.TokenValidationParameters = new()
        {
            ValidateAudience = true,
            ValidAudiences = [.. options.Audiences.Prepend(options.Audience!).SelectMany(audience => EntraId.AudiencesOf(authority, audience)).Distinct()],
            ValidateIssuer = true,
            ValidIssuers = [.. options.Issuers, .. EntraId.IssuersOf(authority)],
            ValidateIssuerSigningKey = true,
            ValidAlgorithms = Asymmetric,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            ClockSkew = options.ClockSkew,
            NameClaimType = Security.CallerClaims.Subject,
            RoleClaimType = Security.CallerClaims.Roles,
        };
    }
}
