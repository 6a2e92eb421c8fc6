using Fairlead.Pipeline.Limits;
using Fairlead.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Fairlead;

/// <summary>Lets several instances of a server share what must be shared.</summary>
public static class RedisServerBuilderExtensions
{
    /// <summary>Counts calls against limits in Redis, for all instances together. The connection is opened when it is first needed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="configuration">Where Redis is, as StackExchange.Redis writes it: <c>localhost:6379</c>, <c>redis.example.com:6380,ssl=true,password=…</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ArgumentException">The configuration is none.</exception>
    public static McpServerBuilder UseRedis(this McpServerBuilder builder, string configuration, Action<McpRedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        var options = new McpRedisOptions();
        configure?.Invoke(options);
        var connection = ConfigurationOptions.Parse(configuration);
        if (connection.EndPoints.Count == 0) throw new ArgumentException($"'{configuration}' names no Redis: write host:port, such as localhost:6379.", nameof(configuration));
        builder.Services.RemoveAll<IRateLimiter>();
        builder.Services.AddSingleton<IRateLimiter>(services =>
        {
            var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Fairlead.Redis");
            return new RedisRateLimiter(new RedisConnection(connection, options.Timeout, log), options.KeyPrefix, options.WhenAway, services.GetService<TimeProvider>() ?? TimeProvider.System);
        });
        return builder;
    }
}
