using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>Says once at start which protections were given up.</summary>
internal static partial class Relaxations
{
    /// <summary>Logs what an endpoint gives up.</summary>
    /// <param name="loggers">Where to log.</param>
    /// <param name="name">The server's name.</param>
    /// <param name="options">Its endpoint's options.</param>
    /// <param name="isAnonymous">Others than this machine may call it without saying who they are.</param>
    public static void Log(ILoggerFactory loggers, string name, McpEndpointOptions options, bool isAnonymous)
    {
        var anyHost = options.AllowedHosts.Contains("*");
        var anyOrigin = options.AllowedOrigins.Contains("*");
        if (!anyHost && !anyOrigin && !isAnonymous) return;
        var log = loggers.CreateLogger("Fairlead.Security");
        if (anyHost) AnyHost(log, name);
        if (anyOrigin) AnyOrigin(log, name);
        if (isAnonymous) Anonymous(log, name);
    }

    /// <summary>Logs that others than this machine may read metrics.</summary>
    public static void LogMetrics(ILoggerFactory loggers, string name, int port) => OpenMetrics(loggers.CreateLogger("Fairlead.Security"), name, port);

    /// <summary>Logs that authorization servers may be where only this machine can reach them.</summary>
    public static void LogPrivateAddresses(ILoggerFactory loggers, string name) => PrivateAddresses(loggers.CreateLogger("Fairlead.Security"), name);

    /// <summary>Logs that a proxy decides where authorization servers are.</summary>
    public static void LogProxy(ILoggerFactory loggers, string name, string proxy) => JudgingProxy(loggers.CreateLogger("Fairlead.Security"), name, proxy);

    [LoggerMessage(1, LogLevel.Warning, "Server {Name} answers to every Host (AllowedHosts is *): pages that rebind a DNS name can reach it")]
    private static partial void AnyHost(ILogger logger, string name);

    [LoggerMessage(2, LogLevel.Warning, "Server {Name} answers to every Origin (AllowedOrigins is *): all web pages may call it")]
    private static partial void AnyOrigin(ILogger logger, string name);

    [LoggerMessage(3, LogLevel.Warning, "Server {Name} listens beyond this machine and asks nobody who they are (AllowAnonymous)")]
    private static partial void Anonymous(ILogger logger, string name);

    [LoggerMessage(5, LogLevel.Warning, "Server {Name} shows metrics and health to everybody who reaches port {Port} (MetricsPort)")]
    private static partial void OpenMetrics(ILogger logger, string name, int port);

    [LoggerMessage(6, LogLevel.Warning, "Server {Name} follows its authorization server to private addresses (AllowPrivateAddresses): whoever controls that can send it into the network behind it")]
    private static partial void PrivateAddresses(ILogger logger, string name);

    [LoggerMessage(7, LogLevel.Warning, "Server {Name} asks its authorization server through {Proxy} (Proxy), which alone judges where names lead")]
    private static partial void JudgingProxy(ILogger logger, string name, string proxy);
}
