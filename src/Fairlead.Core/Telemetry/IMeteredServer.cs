namespace Fairlead.Telemetry;

/// <summary>A server as its instruments see it.</summary>
internal interface IMeteredServer
{
    /// <summary>The server's name.</summary>
    string Name { get; }

    /// <summary>The server's version.</summary>
    string Version { get; }

    /// <summary>How many calls of components run now.</summary>
    int RequestsInFlight { get; }

    /// <summary>How many streams of changes are open.</summary>
    int Subscriptions { get; }
}
