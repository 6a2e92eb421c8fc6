using System.ComponentModel;
using Fairlead.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Binding;

/// <summary>
/// Finds the object on which a method is called among the services. Remembers where the class is no service, so that later calls
/// need not open a scope only to hear that again. Made by generated code; not meant for others.
/// </summary>
/// <typeparam name="T">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InstanceSource<T> where T : class
{
    private bool _isNoService;

    /// <summary>The object, or <see langword="null"/> where the class is not registered and must be constructed.</summary>
    /// <param name="call">The call.</param>
    public T? Find(McpCall call)
    {
        if (_isNoService) return null;
        ArgumentNullException.ThrowIfNull(call);
        var found = (T?)call.Services.GetService(typeof(T));

        // The services of a server that runs no longer change; only the container itself can say that for sure.
        if (found is null && call.Services.GetService<IServiceProviderIsService>() is { } known) _isNoService = !known.IsService(typeof(T));
        return found;
    }
}
