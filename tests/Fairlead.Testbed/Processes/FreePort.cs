using System.Net;
using System.Net.Sockets;

namespace Fairlead.Testbed.Processes;

/// <summary>A port for programs that cannot be told to choose one themselves.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
