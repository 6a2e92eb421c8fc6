using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Fairlead.Redis;

/// <summary>The connection to Redis: opened when first needed, and opened again by itself after it was lost.</summary>
internal sealed partial class RedisConnection : IAsyncDisposable
{
    private readonly ConfigurationOptions _options;
    private readonly TimeSpan _timeout;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private Task<ConnectionMultiplexer>? _opening;
    private int _isAway;

    public RedisConnection(ConfigurationOptions options, TimeSpan timeout, ILogger log)
    {
        _options = options;
        _timeout = timeout;
        _log = log;
        options.AbortOnConnectFail = false;

        // A caller must not wait for a Redis that is away, nor be counted later.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = (int)timeout.TotalMilliseconds;
        options.ConnectTimeout = (int)timeout.TotalMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry((int)timeout.TotalMilliseconds);
    }

    /// <summary>Runs a script on one key.</summary>
    /// <returns>Its result, or <see langword="null"/> while Redis does not answer.</returns>
    public async ValueTask<long?> EvaluateAsync(string script, string key, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await OpenAsync().WaitAsync(_timeout, cancellationToken).ConfigureAwait(false);
            var result = await connection.GetDatabase().ScriptEvaluateAsync(script, [key], values).WaitAsync(_timeout, cancellationToken).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _isAway, 0) == 1) Log.Back(_log);
            return (long)result;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or System.Net.Sockets.SocketException or IOException)
        {
            RedisMetrics.Failures.Add(1);
            if (Interlocked.Exchange(ref _isAway, 1) == 0) Log.Away(_log, exception);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? opening;
        lock (_lock) opening = _opening;
        if (opening is null) return;
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully) await opening.Result.DisposeAsync().ConfigureAwait(false);
    }

    private Task<ConnectionMultiplexer> OpenAsync()
    {
        lock (_lock)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true }) _opening = ConnectionMultiplexer.ConnectAsync(_options);
            return _opening;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Redis does not answer; limits follow the policy for that until it does")]
        public static partial void Away(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "Redis answers again")]
        public static partial void Back(ILogger logger);
    }
}
