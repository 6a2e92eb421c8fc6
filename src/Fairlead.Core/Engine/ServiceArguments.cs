using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Engine;

/// <summary>Refuses components that would let a caller supply what the application has registered as a service.</summary>
internal static class ServiceArguments
{
    public static void Refuse(IEnumerable<Component> components, IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>() is not { } known) return;
        foreach (var component in components)
        {
            foreach (var type in component.ArgumentTypes)
            {
                if (!known.IsService(type)) continue;
                throw new InvalidOperationException(
                    $"{component}: callers would supply {type}, which is registered as a service. Mark the parameter [FromServices] to inject it, "
                    + "or take another type as the argument.");
            }
        }
    }
}
