using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fairlead.Hosting;

/// <summary>
/// Logging without the options machinery of the full host, which alone costs a good part of a stdio server's start-up budget.
/// What authors add to <see cref="McpApp.Logging"/> is honoured, and so is the section <c>Logging:LogLevel</c>.
/// </summary>
internal static class LeanLogging
{
    /// <summary>Registers logging where the author has not.</summary>
    public static void Add(McpApp app)
    {
        var services = app.Services;
        if (HasOnly(services, app.Stderr)) services.AddSingleton<ILoggerFactory>(new LeanLoggerFactory(app.Stderr, app.Configuration));
        else services.TryAddSingleton<ILoggerFactory>(static provider => CreateFactory(provider));
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
    }

    // Whether the author left logging alone.
    private static bool HasOnly(IServiceCollection services, StderrLoggerProvider own)
    {
        var providers = 0;
        foreach (var service in services)
        {
            var type = service.ServiceType;
            if (type == typeof(ILoggerFactory) || type == typeof(IConfigureOptions<LoggerFilterOptions>) || type == typeof(IPostConfigureOptions<LoggerFilterOptions>)) return false;
            if (type == typeof(ILoggerProvider) && (!ReferenceEquals(service.ImplementationInstance, own) || ++providers > 1)) return false;
        }

        return providers == 1;
    }

    private static LoggerFactory CreateFactory(IServiceProvider services)
    {
        var filter = new LoggerFilterOptions { MinLevel = LogLevel.Information };
        AddLevels(filter, services.GetRequiredService<IConfiguration>().GetSection("Logging"));
        foreach (var configure in services.GetServices<IConfigureOptions<LoggerFilterOptions>>()) configure.Configure(filter);
        foreach (var configure in services.GetServices<IPostConfigureOptions<LoggerFilterOptions>>()) configure.PostConfigure(Options.DefaultName, filter);
        return new LoggerFactory(services.GetServices<ILoggerProvider>(), filter);
    }

    private static void AddLevels(LoggerFilterOptions filter, IConfigurationSection logging)
    {
        foreach (var child in logging.GetChildren())
        {
            if (child.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase)) AddLevels(filter, null, child);
            else AddLevels(filter, child.Key, child.GetSection("LogLevel"));
        }
    }

    private static void AddLevels(LoggerFilterOptions filter, string? provider, IConfigurationSection levels)
    {
        foreach (var level in levels.GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var value)) continue;
            var category = level.Key.Equals("Default", StringComparison.OrdinalIgnoreCase) ? null : level.Key;
            filter.Rules.Add(new LoggerFilterRule(provider, category, value, null));
        }
    }
}
