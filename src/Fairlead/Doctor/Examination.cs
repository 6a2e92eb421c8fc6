using System.Text.Json;
using Fairlead.Components;
using Fairlead.Http;
using Fairlead.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Fairlead.Doctor;

/// <summary>Judges a configured server against what production asks for.</summary>
internal static class Examination
{
    private const int MaxNames = 5;

    /// <summary>Everything that there is to say, the worst first.</summary>
    /// <param name="app">The application, with its configuration bound.</param>
    /// <param name="problems">What keeps it from starting.</param>
    public static IReadOnlyList<Finding> Of(McpApp app, IReadOnlyList<string> problems)
    {
        Finding[] all =
        [
            .. problems.Select(static problem => new Finding("start", true, problem, "The server does not start before this is put right.")),
            .. Reach(app),
            .. Access(app),
            .. Limits(app),
            .. Keys(app),
            .. Times(app),
            .. Validation(app),
            .. Health(app),
            .. Audit(app),
            .. Descriptions(app),
            .. ConfiguredSecrets.Find(app),
            .. Surroundings.Examine(),
        ];
        return [.. all.OrderByDescending(static finding => finding.IsError)];
    }

    private static IEnumerable<Finding> Reach(McpApp app)
    {
        var hosting = app.Hosting;
        if (hosting.Transport == McpTransport.Stdio) yield break;
        if (hosting.AllowedHosts.Contains("*"))
        {
            yield return new("hosts", true, "Every Host is answered to, so pages that rebind a DNS name can reach the server.", "--allowed-hosts mcp.example.com");
        }

        if (hosting.AllowedOrigins.Contains("*"))
        {
            yield return new("origins", true, "Pages of every Origin may call the server.", "--allowed-origins https://app.example.com");
        }

        if (ListenAddress.IsLoopback(hosting.Host)) yield break;
        if (app.AllowsAnonymous)
        {
            yield return new("authentication", true, $"The server listens on {hosting.Host} and asks nobody who they are.", "Take out app.AllowAnonymous(), and write app.Authentication.AddTokens(); or AddJwt(…).");
        }

        yield return new("tls", false, $"The server speaks plain HTTP on {hosting.Host}.", "Put a proxy in front that ends TLS, and let nothing else reach the port.");
        if (hosting is { Metrics: true, MetricsPort: { } port })
        {
            yield return new("metrics", false, $"Everybody who reaches port {port} may read the metrics.", "Let a network policy admit the scraper only.");
        }
    }

    private static IEnumerable<Finding> Access(McpApp app)
    {
        if (!app.Authentication.IsConfigured) yield break;
        if (app.Authentication.AllowsPrivateAddresses)
        {
            yield return new("addresses", false, "The authorization server may send the server to addresses within your network (AllowPrivateAddresses).", "Take the option out where the authorization server is on the internet.");
        }

        if (app.Authorization.DefaultAccess == DefaultAccess.Anyone)
        {
            yield return new("anonymous", true, "Components of which nothing was said are open to everybody (DefaultAccess is Anyone).", "app.Authorization.DefaultAccess = DefaultAccess.Nobody; and [RequireScope(\"…\")] on what callers need.");
        }

        if (Names(app.Components.Snapshot.Where(static component => component.Metadata.OfType<IAllowAnonymous>().Any())) is { } names)
        {
            yield return new("anonymous", false, $"These answer everybody, also without a token: {names}.", "[RequireScope(\"…\")] in place of [AllowAnonymous], where that is not meant.");
        }
    }

    private static IEnumerable<Finding> Validation(McpApp app)
    {
        // Generated schemas are closed; one that was written by hand may be open.
        if (Names(app.Components.Snapshot.OfType<Tool>().Where(static tool => TakesAnything(tool.InputSchema))) is { } names)
        {
            yield return new("validation", false, $"The schemas of these let any argument through, so that nothing is checked before your code: {names}.", "Declare the arguments as parameters, or write \"additionalProperties\": false and the properties into the schema.");
        }
    }

    private static bool TakesAnything(ReadOnlyMemory<byte> schema)
    {
        using var document = JsonDocument.Parse(schema);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("properties", out var properties) && properties.EnumerateObject().Any()) return false;
        return !root.TryGetProperty("additionalProperties", out var more) || more.ValueKind == JsonValueKind.True;
    }

    private static IEnumerable<Finding> Health(McpApp app)
    {
        if (app.Hosting.Transport == McpTransport.Stdio || ListenAddress.IsLoopback(app.Hosting.Host)) yield break;
        if (app.Services.Any(static service => service.ServiceType == typeof(IConfigureOptions<HealthCheckServiceOptions>))) yield break;
        yield return new("health", false, "/health/ready says that the server listens, and not whether what its tools need is there.", "app.Services.AddHealthChecks().AddCheck<DatabaseCheck>(\"database\");");
    }

    private static IEnumerable<Finding> Limits(McpApp app)
    {
        if (app.Hosting.Transport == McpTransport.Stdio || app.Limits.Count > 0) yield break;
        if (Names(app.Components.Snapshot.Where(static component => !component.Metadata.OfType<RateLimitAttribute>().Any())) is { } names)
        {
            yield return new("limits", false, $"Nothing limits how often these are called: {names}.", "app.RateLimit(600, per: \"1m\");");
        }
    }

    private static IEnumerable<Finding> Keys(McpApp app)
    {
        // On loopback there is one instance, and its own key is as good as any.
        if (app.Hosting.Transport == McpTransport.Stdio || ListenAddress.IsLoopback(app.Hosting.Host)) yield break;
        if (app.Services.Any(static service => service.ServiceType == typeof(McpKeyRing))) yield break;
        yield return new("keys", false, "The server seals what clients carry with a key of its own: another instance, and this one after a restart, cannot open it.", "MCP__KEYS=$(head -c 32 /dev/urandom | base64)");
    }

    private static IEnumerable<Finding> Times(McpApp app)
    {
        if (app.Options.DefaultTimeout == Timeout.InfiniteTimeSpan)
        {
            yield return new("timeouts", true, "Components may run for ever (DefaultTimeout is infinite).", "\"Mcp\": { \"DefaultTimeout\": \"30s\" }");
        }

        if (Names(app.Components.Snapshot.Where(static component => component.Timeout == Timeout.InfiniteTimeSpan)) is { } names)
        {
            yield return new("timeouts", true, $"These may run for ever: {names}.", "[McpTool(Timeout = \"30s\")]");
        }
    }

    private static IEnumerable<Finding> Audit(McpApp app)
    {
        if (!app.Audit.IsConfigured)
        {
            yield return new("audit", false, "Nobody will be able to tell who called what.", "app.Audit.ToFile(\"audit.jsonl\");");
        }
        else if (app.Audit.Key is null)
        {
            yield return new("audit", false, "The audit log is not sealed: whoever can write to it can make another one.", "app.Audit.UseKey(key);");
        }
    }

    private static IEnumerable<Finding> Descriptions(McpApp app)
    {
        if (Names(app.Components.Snapshot.Where(static component => string.IsNullOrWhiteSpace(component.Description))) is { } names)
        {
            yield return new("descriptions", false, $"Models are not told what these do: {names}.", "Write a <summary>, [Description(\"…\")], or the description in the call.");
        }
    }

    private static string? Names(IEnumerable<Component> components)
    {
        string[] names = [.. components.Select(static component => component.Name)];
        if (names.Length == 0) return null;
        return string.Join(", ", names.Take(MaxNames)) + (names.Length > MaxNames ? $" and {names.Length - MaxNames} more" : "");
    }
}
