using Fairlead.Pipeline;

namespace Fairlead;

/// <summary>Middleware that is ready to be used. What is added first is outermost, as with <see cref="McpServerBuilder.Use"/>.</summary>
public static class McpMiddlewareExtensions
{
    private const string Category = "Fairlead.Pipeline";

    /// <summary>
    /// Answers from memory what the same caller asked with the same arguments a moment ago. Errors are never kept, nor is what depends
    /// on answers of the client; callers who are not identified share what is kept.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what is kept, and for how long.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseResponseCaching<TBuilder>(this TBuilder builder, Action<ResponseCachingOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseAtStart((_, time) => new ResponseCaching(options, time).InvokeAsync);
        return builder;
    }

    /// <summary>Answers with an error in place of a tool's result that is too long.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets how long results may be.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseResponseLimit<TBuilder>(this TBuilder builder, Action<ResponseLimitOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseToolAtStart((_, _) => new ResponseLimit(options).InvokeAsync);
        return builder;
    }

    /// <summary>Runs a tool again that broke, where that makes no difference.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets how often, and which tools.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseRetry<TBuilder>(this TBuilder builder, Action<RetryOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseToolAtStart((_, time) => new Retry(options, time).InvokeAsync);
        return builder;
    }

    /// <summary>Gives a tool that breaks again and again a rest.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets when it rests, and how long.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseCircuitBreaker<TBuilder>(this TBuilder builder, Action<CircuitBreakerOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseToolAtStart((_, time) => new CircuitBreaker(options, time).InvokeAsync);
        return builder;
    }

    /// <summary>Bounds how many calls of one tool run at a time.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets how many run and wait.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseBulkhead<TBuilder>(this TBuilder builder, Action<BulkheadOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseToolAtStart((_, _) => new Bulkhead(options).InvokeAsync);
        return builder;
    }

    /// <summary>Logs what tools are called with and, when asked, what they answer, without what is sensitive.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what is logged.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UsePayloadLogging<TBuilder>(this TBuilder builder, Action<PayloadLoggingOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseToolAtStart((loggers, _) => new PayloadLogging(options, loggers.CreateLogger("Fairlead.Payloads")).InvokeAsync);
        return builder;
    }

    /// <summary>Logs calls that took long.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what is long.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseTiming<TBuilder>(this TBuilder builder, Action<TimingOptions>? configure = null) where TBuilder : McpServerBuilder
    {
        var options = Configured(builder, configure);
        builder.UseAtStart((loggers, time) => new Timing(options, loggers.CreateLogger(Category), time).InvokeAsync);
        return builder;
    }

    private static TOptions Configured<TOptions>(McpServerBuilder builder, Action<TOptions>? configure) where TOptions : new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new TOptions();
        configure?.Invoke(options);
        return options;
    }
}
