using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fairlead.Hosting;

/// <summary>What the web server logs unless configuration says otherwise.</summary>
internal static class HttpLogging
{
    /// <summary>Adds the defaults before all other rules, so that every other rule overrides them.</summary>
    public static void AddDefaults(IServiceCollection services) => services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<LoggerFilterOptions>>(
        new ConfigureOptions<LoggerFilterOptions>(static options =>
        {
            options.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

            // The start line on stderr says where the server listens.
            options.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

            // While this category is on at any level, the server makes an activity and a log scope for each request.
            options.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        })));
}
