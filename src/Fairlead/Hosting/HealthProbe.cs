using System.Net;
using Fairlead.Http;

namespace Fairlead.Hosting;

/// <summary>
/// <c>--health</c>: asks the server that runs with the same configuration how it is, for images that have neither a shell nor
/// <c>curl</c>.
/// </summary>
internal static class HealthProbe
{
    // Less than any supervisor waits: what is late is as good as not there.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks, and says what the answer was.</summary>
    /// <returns>The exit code: 0 where the server is well, 1 where it is not, does not answer or cannot be asked. Docker reserves 2.</returns>
    public static async Task<int> RunAsync(McpAppOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        if (Unaskable(options) is { } reason)
        {
            await output.WriteLineAsync(reason).ConfigureAwait(false);
            return 1;
        }

        var url = UrlOf(options);

        // This machine is asked, never a proxy that the environment names.
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Timeout };
        using var http = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var reply = await http.GetAsync(url, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync(await reply.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return reply.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync($"{url} does not answer: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static string? Unaskable(McpAppOptions options)
    {
        if (options.Transport == McpTransport.Stdio) return "Over stdio there is nobody to ask: --health is for --transport http.";
        return options.Port == 0 ? "Mcp:Port is 0, so nobody knows which port to ask. Give the server one with --port." : null;
    }

    private static Uri UrlOf(McpAppOptions options)
    {
        var address = options.Host == ListenAddress.Any ? IPAddress.Loopback : ListenAddress.Parse(options.Host);
        if (address.Equals(IPAddress.Any)) address = IPAddress.Loopback;
        if (address.Equals(IPAddress.IPv6Any)) address = IPAddress.IPv6Loopback;
        return new($"http://{new IPEndPoint(address, options.Port)}/health");
    }
}
