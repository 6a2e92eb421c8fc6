namespace Fairlead.Configuration;

/// <summary>A switch of the command line.</summary>
/// <param name="Name">The switch, with its dashes.</param>
/// <param name="Value">The form of its value, for people.</param>
/// <param name="Key">The configuration key that it sets.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Default">What the switch means where it stands without a value, or <see langword="null"/> where it needs one.</param>
internal sealed record Switch(string Name, string Value, string Key, string Description, string? Default = null)
{
    public static readonly Switch Transport = new("--transport", "stdio|http|sse", "Mcp:Transport", "How clients reach the server. Default: stdio.");

    /// <summary>All switches, in the order in which they are shown.</summary>
    public static readonly Switch[] All =
    [
        Transport,
        new("--host", "ADDRESS", "Mcp:Host", "The address to listen on: localhost, an IP address, or *. Default: 127.0.0.1."),
        new("--port", "NUMBER", "Mcp:Port", "The port to listen on; 0 for any. Default: 8000."),
        new("--path", "PATH", "Mcp:Path", "The path of the endpoint. Default: /mcp."),
        new("--allowed-hosts", "NAMES", "Mcp:AllowedHosts", "The Host names to serve, separated by commas."),
        new("--allowed-origins", "ORIGINS", "Mcp:AllowedOrigins", "The web origins to serve, separated by commas."),
        new("--stateless", "true|false", "Mcp:Stateless", "Serves clients older than 2026-07-28 without sessions. Default: false.", "true"),
        new("--log-level", "LEVEL", "Logging:LogLevel:Default", "Trace, Debug, Information, Warning, Error, Critical or None."),
        new("--environment", "NAME", "Environment", "Which appsettings.NAME.json to read. Default: Production."),
    ];
}
