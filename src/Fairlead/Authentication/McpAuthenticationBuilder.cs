using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fairlead.Authentication;

/// <summary>
/// How an <see cref="McpApp"/> finds out over HTTP who calls. Several ways may be added; each is asked in turn until one knows the
/// caller. As soon as there is one, requests without a valid token are refused (401), unless a component allows everybody.
/// </summary>
public sealed class McpAuthenticationBuilder
{
    private readonly List<Action<IServiceCollection>> _services = [];
    private readonly List<Func<IServiceProvider, ICallerAuthenticator>> _authenticators = [];
    private readonly List<Func<string?>> _checks = [];
    private readonly List<Uri> _servers = [];
    private readonly HashSet<string> _proxies = [];
    private readonly List<Action<TokenOptions>> _tokenSettings = [];
    private TokenOptions? _tokens;
    private string? _audience;

    internal McpAuthenticationBuilder()
    {
    }

    /// <summary>
    /// The URL of this server as clients and the authorization server know it (RFC 9728, <c>resource</c>). Needed behind a proxy that
    /// ends TLS. Default: the audience of <see cref="AddJwt"/> or <see cref="AddIntrospection"/> where that is a URL, otherwise the URL of
    /// the request.
    /// </summary>
    public Uri? Resource { get; set; }

    /// <summary>The scopes that a client should ask for before its first request. Default: none; each component tells what it needs.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>Where clients get tokens. Default: the authority of <see cref="AddJwt"/> and the issuer of <see cref="AddIntrospection"/>.</summary>
    public IList<Uri> AuthorizationServers { get; } = [];

    internal bool IsConfigured => _authenticators.Count > 0;

    internal bool AllowsPrivateAddresses { get; private set; }

    internal IEnumerable<string> Proxies => _proxies;

    internal bool HasTokens => _tokens is not null;

    internal Uri? EffectiveResource => Resource ?? (Uri.TryCreate(_audience, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? new Uri(_audience!) : null);

    internal IReadOnlyList<Uri> EffectiveServers => AuthorizationServers.Count > 0 ? [.. AuthorizationServers] : _servers;

    /// <summary>
    /// Accepts tokens and API keys that the server knows by their SHA-256: those of the section <c>Mcp:Tokens</c>, and those set here.
    /// <c>token new</c> on the command line makes one.
    /// </summary>
    /// <param name="configure">Sets the options, when the server is about to start or to be judged (<c>--doctor</c>): not for <c>--help</c>, <c>--health</c> and the like.</param>
    /// <returns>This builder.</returns>
    public McpAuthenticationBuilder AddTokens(Action<TokenOptions>? configure = null)
    {
        if (_tokens is null)
        {
            var options = _tokens = new();
            _authenticators.Add(services => new TokenAuthenticator(options.Tokens, options.ApiKeyHeader, ClockOf(services)));
        }

        if (configure is not null) _tokenSettings.Add(configure);
        return this;
    }

    /// <summary>Accepts JSON Web Tokens of an authorization server.</summary>
    /// <param name="configure">Sets the options; <see cref="JwtOptions.Authority"/> and <see cref="JwtOptions.Audience"/> are needed.</param>
    /// <returns>This builder.</returns>
    public McpAuthenticationBuilder AddJwt(Action<JwtOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new JwtOptions();
        configure(options);
        var scheme = $"Fairlead.Jwt.{_authenticators.Count}";
        _checks.Add(() => JwtScheme.Check(options));
        _services.Add(services => JwtScheme.Add(services, scheme, options));
        _authenticators.Add(_ => new SchemeAuthenticator(scheme));
        _audience ??= options.Audience;
        AllowsPrivateAddresses |= options.AllowPrivateAddresses;
        if (options.Proxy is { IsAbsoluteUri: true } proxy) _proxies.Add(proxy.Authority);
        if (Uri.TryCreate(options.Authority, UriKind.Absolute, out var server)) _servers.Add(server);
        return this;
    }

    /// <summary>Accepts tokens that an authorization server is asked about (RFC 7662).</summary>
    /// <param name="configure">Sets the options; endpoint, credentials and audience are needed.</param>
    /// <returns>This builder.</returns>
    public McpAuthenticationBuilder AddIntrospection(Action<IntrospectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new IntrospectionOptions();
        configure(options);
        _checks.Add(() => IntrospectionAuthenticator.Check(options));
        _authenticators.Add(services => new IntrospectionAuthenticator(options, ClockOf(services)));
        _audience ??= options.Audience;
        AllowsPrivateAddresses |= options.AllowPrivateAddresses;
        if (options.Proxy is { IsAbsoluteUri: true } proxy) _proxies.Add(proxy.Authority);
        if (Uri.TryCreate(options.Issuer, UriKind.Absolute, out var server)) _servers.Add(server);
        return this;
    }

    /// <summary>Accepts whom a scheme of ASP.NET Core accepts, which was added with <c>app.Services.AddAuthentication().Add…(scheme, …)</c>.</summary>
    /// <param name="scheme">The scheme's name.</param>
    /// <returns>This builder.</returns>
    public McpAuthenticationBuilder AddScheme(string scheme)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        _services.Add(static services => services.AddAuthentication());
        _authenticators.Add(services => Registered(services, scheme));
        return this;
    }

    /// <summary>Reads what configuration says of callers, and tells everything that is wrong.</summary>
    internal static void Bind(McpAuthenticationBuilder? authentication, IConfiguration configuration, List<string> problems)
    {
        if (authentication?._tokens is { } tokens)
        {
            foreach (var configure in authentication._tokenSettings) configure(tokens);
            authentication._tokenSettings.Clear();
            TokenSection.Read(tokens.Tokens, configuration, problems);
            foreach (var token in tokens.Tokens)
            {
                if (TokenHash.Parse(token.Hash) is null) problems.Add($"AddTokens: the hash of {token.Subject}'s token must be {TokenHash.Expected}.");
            }
        }
        else if (configuration.GetSection("Mcp:Tokens").Exists())
        {
            problems.Add("Mcp:Tokens is there, but nobody reads it. Write app.Authentication.AddTokens().");
        }

        if (authentication is null) return;
        foreach (var check in authentication._checks)
        {
            if (check() is { } problem) problems.Add(problem);
        }
    }

    /// <summary>Adds the services of the web server that are needed, and no others.</summary>
    internal void AddServices(IServiceCollection services)
    {
        foreach (var add in _services) add(services);
    }

    /// <summary>The authenticators, in the order in which they are asked.</summary>
    /// <exception cref="InvalidOperationException">A scheme is not registered.</exception>
    internal ICallerAuthenticator[] Build(IServiceProvider services) => [.. _authenticators.Select(make => make(services))];

    private static TimeProvider ClockOf(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static SchemeAuthenticator Registered(IServiceProvider services, string scheme) =>
        services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap.ContainsKey(scheme)
            ? new(scheme)
            : throw new InvalidOperationException($"There is no authentication scheme \"{scheme}\". Register it: app.Services.AddAuthentication().Add…(\"{scheme}\", …).");
}
