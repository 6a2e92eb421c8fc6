using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Hosting;

/// <summary>
/// Services whose container is built when something is first asked for that needs it. A server of lambdas needs none, and is
/// spared what may be a tenth of its start-up time.
/// </summary>
internal sealed class LazyServices(IServiceCollection descriptors) : IServiceProvider, IServiceProviderIsService, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private ServiceProvider? _container;

    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProviderIsService)) return this;
        if (_container is not null) return _container.GetService(serviceType);
        if (Last(serviceType) is { ImplementationInstance: { } instance }) return instance;
        return IsService(serviceType) ? Container.GetService(serviceType) : null;
    }

    /// <summary>Whether the container has a service, told without building it.</summary>
    public bool IsService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceScopeFactory) || serviceType == typeof(IServiceProviderIsService)) return true;
        if (Has(serviceType)) return true;
        if (!serviceType.IsConstructedGenericType) return serviceType == typeof(IServiceProviderIsKeyedService);
        var definition = serviceType.GetGenericTypeDefinition();
        return definition == typeof(IEnumerable<>) || Has(definition);
    }

    /// <summary>Whether a service was registered as this very type.</summary>
    public bool Has(Type serviceType) => Last(serviceType) is not null;

    public ValueTask DisposeAsync() => _container?.DisposeAsync() ?? default;

    private ServiceProvider Container
    {
        get
        {
            lock (_lock) return _container ??= descriptors.BuildServiceProvider();
        }
    }

    // Of several registrations the last one counts.
    private ServiceDescriptor? Last(Type serviceType)
    {
        for (var i = descriptors.Count - 1; i >= 0; i--)
        {
            if (descriptors[i].ServiceType == serviceType && !descriptors[i].IsKeyedService) return descriptors[i];
        }

        return null;
    }
}
