namespace Fairlead.Engine.Subscriptions;

/// <summary>Tells the listeners of all servers of an application.</summary>
internal sealed class McpNotifier : IMcpNotifier
{
    private readonly Lock _lock = new();
    private Listeners[] _servers = [];

    /// <summary>A server has started.</summary>
    public void Add(Listeners server)
    {
        lock (_lock) _servers = [.. _servers, server];
    }

    /// <summary>A server has stopped.</summary>
    public void Remove(Listeners server)
    {
        lock (_lock) _servers = [.. _servers.Where(known => known != server)];
    }

    public ValueTask NotifyResourceUpdatedAsync(string uri)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        foreach (var server in Volatile.Read(ref _servers)) server.Tell(uri);
        return default;
    }
}
