using Microsoft.Extensions.DependencyInjection;

namespace Fairlead;

/// <summary>The value of one <see cref="McpServerBuilder.Lifespan"/>.</summary>
internal sealed class Lifespan<T>(Func<IServiceProvider, CancellationToken, Task<T>> open) : ILifespan where T : class
{
    private T? _value;

    public T Value => _value ?? throw new InvalidOperationException(
        $"{typeof(T).Name} is opened by Lifespan(…) when the server starts; it was asked for before that.");

    public async ValueTask OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        _value = await open(services, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Lifespan(…) opened no {typeof(T).Name}: it returned null.");

        // Resolving it once makes the container its owner, which disposes it after the calls in flight have drained.
        services.GetRequiredService<T>();
    }
}
