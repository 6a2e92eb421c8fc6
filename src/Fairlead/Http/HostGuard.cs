using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Http;

/// <summary>
/// Refuses requests that a page in somebody's browser could send to a server it should not reach (DNS rebinding,
/// CVE-2025-66414). Over loopback the <c>Host</c> must be loopback or allowed, elsewhere it must be allowed; an <c>Origin</c>
/// must be allowed, or be loopback like the host that it calls.
/// </summary>
internal sealed class HostGuard
{
    private const string Any = "*";

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _hosts;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _origins;
    private readonly string[] _domains;
    private readonly bool _anyHost;
    private readonly bool _anyOrigin;

    public HostGuard(IEnumerable<string> allowedHosts, IEnumerable<string> allowedOrigins)
    {
        string[] hosts = [.. allowedHosts];
        string[] origins = [.. allowedOrigins.Select(origin => origin.TrimEnd('/'))];
        _anyHost = hosts.Contains(Any);
        _anyOrigin = origins.Contains(Any);

        // "*.example.com" allows every name below the domain, not the domain itself.
        _domains = [.. hosts.Where(host => host.StartsWith("*.", StringComparison.Ordinal)).Select(host => host[1..])];
        _hosts = hosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _origins = origins.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Why a request is refused, or <see langword="null"/>.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="local">The address at which the request arrived.</param>
    public HttpRefusal? Check(IHeaderDictionary headers, IPAddress? local)
    {
        var host = headers.Host;
        if (!IsHostAllowed(host, Loopback.Is(local))) return Refuse("Host", host, "AllowedHosts");
        var origin = headers.Origin;
        if (origin.Count > 0 && !IsOriginAllowed(origin, host)) return Refuse("Origin", origin, "AllowedOrigins");
        return null;
    }

    private bool IsHostAllowed(StringValues header, bool isLocal)
    {
        if (_anyHost) return true;
        if (header.Count != 1) return false;
        var authority = header[0].AsSpan();
        var host = WithoutPort(authority);
        if (host.IsEmpty) return false;
        if (isLocal && Loopback.IsHost(host)) return true;
        return _hosts.Contains(host) || _hosts.Contains(authority) || IsBelowDomain(host);
    }

    private bool IsOriginAllowed(StringValues header, StringValues host)
    {
        if (_anyOrigin) return true;
        if (header.Count != 1) return false;
        var origin = header[0].AsSpan();
        return _origins.Contains(origin) || (IsLoopbackOrigin(origin) && Loopback.IsHost(WithoutPort(host[0])));
    }

    private static bool IsLoopbackOrigin(ReadOnlySpan<char> origin)
    {
        var scheme = origin.IndexOf("://");
        return scheme > 0 && origin[..scheme] is "http" or "https" && Loopback.IsHost(WithoutPort(origin[(scheme + 3)..]));
    }

    private bool IsBelowDomain(ReadOnlySpan<char> host)
    {
        foreach (var domain in _domains)
        {
            if (host.Length > domain.Length && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon < 0 || colon < authority.LastIndexOf(']') || authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            ? authority
            : authority[..colon];
    }

    private static HttpRefusal Refuse(string header, StringValues values, string option)
    {
        var value = values.ToString();
        if (value.Length > 100) value = value[..100] + "…";
        return HttpRefusal.Forbidden($"{header} '{value}' is not allowed here. The server's operator can add it to {option}.");
    }
}
