using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Hosting;

/// <summary>The servers of an application, by name.</summary>
internal sealed class ServerDirectory(IEnumerable<NamedServer> servers)
{
    /// <summary>All servers, in the order in which they were added.</summary>
    public NamedServer[] All { get; } = [.. servers];

    /// <summary>Finds a server.</summary>
    /// <param name="name">Its name, or <see langword="null"/> for the only one.</param>
    /// <exception cref="InvalidOperationException">There is none of that name; or no name was given and there are several.</exception>
    public NamedServer Find(string? name)
    {
        if (name is null && All.Length == 1) return All[0];
        var known = string.Join(", ", All.Select(server => $"\"{server.Name}\""));
        if (name is null) throw new InvalidOperationException($"Say which server to map: MapMcp(pattern, name). There are {known}.");
        return Array.Find(All, server => server.Name == name)
            ?? throw new InvalidOperationException($"There is no server \"{name}\". There are {known}; add it with services.AddMcp(\"{name}\", …).");
    }

    /// <summary>The directory of an application.</summary>
    /// <exception cref="InvalidOperationException">The application has no servers.</exception>
    public static ServerDirectory Of(IServiceProvider services) => services.GetService<ServerDirectory>()
        ?? throw new InvalidOperationException("The application has no servers. Add one first: builder.Services.AddMcp(\"name\", mcp => mcp.Add<Tools>()).");
}
