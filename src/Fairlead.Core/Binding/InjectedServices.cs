using System.ComponentModel;
using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Binding;

/// <summary>Finds the services that a component needs. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InjectedServices
{
    /// <summary>Finds a service that must be there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="call">The call.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Required<T>(McpCall call) => Optional<T>(call) ?? throw Missing<T>(call);

    /// <summary>Finds a service that may be missing.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="call">The call.</param>
    public static T? Optional<T>(McpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Services.GetService(typeof(T)) is T service ? service : default;
    }

    /// <summary>Finds a service by its key.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="key">The key.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T? Keyed<T>(McpCall call, object? key, bool isRequired)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Services is IKeyedServiceProvider services && services.GetKeyedService(typeof(T), key) is T service) return service;
        return isRequired ? throw Missing<T>(call) : default;
    }

    private static InvalidOperationException Missing<T>(McpCall call) => new(
        $"{call.Component} needs a {typeof(T).Name}, which is not among the services. Write Services.AddSingleton<{typeof(T).Name}>(…), or [McpArgument] on the parameter if callers shall supply it.");
}
