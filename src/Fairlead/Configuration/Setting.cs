using System.Globalization;
using Fairlead.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Protocol;

namespace Fairlead.Configuration;

/// <summary>A key of the configuration section <c>Mcp</c>.</summary>
/// <param name="Key">The key within the section.</param>
/// <param name="Expected">What its value must be, for people.</param>
/// <param name="TrySet">Sets it; <see langword="false"/> where the value is not what is expected.</param>
/// <param name="IsSecret">The value is never shown.</param>
internal sealed record Setting(string Key, string Expected, Func<McpApp, string, bool> TrySet, bool IsSecret = false)
{
    /// <summary>All keys.</summary>
    public static readonly Setting[] All =
    [
        new("Transport", "stdio, http or sse", SetTransport),
        new("Host", Http.ListenAddress.Expected, static (app, text) => Http.ListenAddress.IsValid(text) && Set(app.Hosting.Host = text)),
        Integer("Port", 0, 65_535, static (app, value) => app.Hosting.Port = value),
        new("Path", McpAppOptions.ExpectedPath, static (app, text) => McpAppOptions.IsPath(text) && Set(app.Hosting.Path = text)),
        new("AllowedHosts", "names separated by commas", static (app, text) => SetList(app.Hosting.AllowedHosts, text)),
        new("AllowedOrigins", "origins separated by commas", static (app, text) => SetList(app.Hosting.AllowedOrigins, text)),
        new("Stateless", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Hosting.Stateless = value)),
        new("LegacySse", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Hosting.LegacySse = value)),
        Timeout("Sessions:IdleTimeout", static (app, value) => app.Hosting.Sessions.IdleTimeout = value),
        Integer("Sessions:MaxSessions", 1, int.MaxValue, static (app, value) => app.Hosting.Sessions.MaxSessions = value),
        Integer("Sessions:MaxSessionsPerCaller", 1, int.MaxValue, static (app, value) => app.Hosting.Sessions.MaxSessionsPerCaller = value),
        new("Sessions:ResumableStreams", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Hosting.Sessions.ResumableStreams = value)),
        Timeout("Sessions:ResumeTimeout", static (app, value) => app.Hosting.Sessions.ResumeTimeout = value),
        Integer("Sessions:MaxEvents", 4, int.MaxValue, static (app, value) => app.Hosting.Sessions.MaxEvents = value),
        Integer("Sessions:MaxEventBytes", 65_536, int.MaxValue, static (app, value) => app.Hosting.Sessions.MaxEventBytes = value),
        new("Metrics", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Hosting.Metrics = value)),
        Integer("MetricsPort", 0, 65_535, static (app, value) => app.Hosting.MetricsPort = value),
        new("TrustedProxies", "addresses or networks separated by commas", static (app, text) => ListText.Split(text).All(Http.TrustedProxies.IsValid) && SetList(app.Hosting.TrustedProxies, text)),
        Integer("PageSize", 1, 10_000, static (app, value) => app.Options.PageSize = value),
        new("StrictArguments", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Options.StrictArguments = value)),
        new("DefaultTimeout", DurationText.Expected + ", or infinite", SetDefaultTimeout),
        new("DrainTimeout", DurationText.Expected, static (app, text) => DurationText.TryParse(text, out var value) && value >= TimeSpan.Zero && Set(app.Options.DrainTimeout = value)),
        new("TimeToLive", DurationText.Expected, static (app, text) => DurationText.TryParse(text, out var value) && value >= TimeSpan.Zero && Set(app.Options.TimeToLive = value)),
        new("CacheScope", "private or public", SetCacheScope),
        new("AnswerTimeout", DurationText.Expected + ", up to 24h", static (app, text) => DurationText.TryParse(text, out var value) && value > TimeSpan.Zero && value <= TimeSpan.FromDays(1) && Set(app.Options.AnswerTimeout = value)),
        Integer("MaxRounds", 1, 100, static (app, value) => app.Options.MaxRounds = value),
        new("SingleUseState", "true or false", static (app, text) => bool.TryParse(text, out var value) && Set(app.Options.SingleUseState = value)),
        new("Keys", "keys of 32 random bytes in Base64, separated by commas, the newest first", SetKeys, IsSecret: true),
        Integer("Limits:MaxMessageBytes", 1024, int.MaxValue, static (app, value) => app.Options.Limits.MaxMessageBytes = value),
        Integer("Limits:MaxDepth", 8, 512, static (app, value) => app.Options.Limits.MaxDepth = value),
        Integer("Limits:MaxArguments", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxArguments = value),
        Integer("Limits:MaxBatchMessages", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxBatchMessages = value),
        Integer("Limits:MaxUriBytes", 64, int.MaxValue, static (app, value) => app.Options.Limits.MaxUriBytes = value),
        Integer("Limits:MaxResultBytes", 1024, int.MaxValue, static (app, value) => app.Options.Limits.MaxResultBytes = value),
        Integer("Limits:MaxConcurrentRequests", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxConcurrentRequests = value),
        Integer("Limits:MaxConcurrentRequestsPerCaller", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxConcurrentRequestsPerCaller = value),
        Integer("Limits:MaxConcurrentRequestsPerConnection", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxConcurrentRequestsPerConnection = value),
        Integer("Limits:MaxSubscriptions", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxSubscriptions = value),
        Integer("Limits:MaxSubscriptionsPerCaller", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxSubscriptionsPerCaller = value),
        Integer("Limits:MaxSubscriptionsPerConnection", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxSubscriptionsPerConnection = value),
        Integer("Limits:MaxResourceSubscriptions", 1, int.MaxValue, static (app, value) => app.Options.Limits.MaxResourceSubscriptions = value),
    ];

    private static Setting Integer(string key, int minimum, int maximum, Action<McpApp, int> set)
    {
        var expected = maximum == int.MaxValue ? $"a whole number of {minimum} or more" : $"a whole number from {minimum} to {maximum}";
        return new(key, expected, (app, text) =>
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < minimum || value > maximum) return false;
            set(app, value);
            return true;
        });
    }

    private static bool SetCacheScope(McpApp app, string text)
    {
        var isPublic = string.Equals(text, "public", StringComparison.OrdinalIgnoreCase);
        app.Options.CacheScope = isPublic ? CacheScope.Public : CacheScope.Private;
        return isPublic || string.Equals(text, "private", StringComparison.OrdinalIgnoreCase);
    }

    private static Setting Timeout(string key, Action<McpApp, TimeSpan> set) => new(key, DurationText.Expected + ", from 1s to 24h", (app, text) =>
    {
        if (!DurationText.TryParse(text, out var value) || value < McpSessionOptions.MinTimeout || value > McpSessionOptions.MaxTimeout) return false;
        set(app, value);
        return true;
    });

    // Names only: a number would be taken for a transport too.
    private static bool SetTransport(McpApp app, string text)
    {
        McpTransport? transport = text.ToUpperInvariant() switch
        {
            "STDIO" => McpTransport.Stdio,
            "HTTP" => McpTransport.Http,
            "SSE" => McpTransport.Sse,
            _ => null,
        };
        if (transport is not { } known) return false;
        app.Hosting.Transport = known;
        return true;
    }

    private static bool SetKeys(McpApp app, string text)
    {
        try
        {
            var keys = new McpKeyRing();
            keys.Replace(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromBase64String));
            app.Services.Replace(ServiceDescriptor.Singleton(keys));
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static bool SetDefaultTimeout(McpApp app, string text)
    {
        var isInfinite = text.Equals("infinite", StringComparison.OrdinalIgnoreCase);
        var timeout = System.Threading.Timeout.InfiniteTimeSpan;
        if (!isInfinite && (!DurationText.TryParse(text, out timeout) || timeout <= TimeSpan.Zero)) return false;
        app.Options.DefaultTimeout = timeout;
        return true;
    }

    private static bool SetList(IList<string> list, string text)
    {
        list.Clear();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) list.Add(entry);
        return true;
    }

    private static bool Set<T>(T value) => value is not null;
}
