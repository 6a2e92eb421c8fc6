using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>
/// The console logger where configuration names its formatter (<c>Logging:Console:FormatterName</c>, such as <c>json</c>). To stderr,
/// whatever the transport: stdout may carry messages.
/// </summary>
internal static class ConsoleLogs
{
    private const string Section = "Logging";

    /// <summary>Replaces our own logger, where the console's is asked for.</summary>
    public static void Add(McpApp app)
    {
        if (string.IsNullOrEmpty(app.Configuration[$"{Section}:Console:FormatterName"])) return;
        var own = app.Services.First(service => ReferenceEquals(service.ImplementationInstance, app.Stderr));
        app.Services.Remove(own);
        app.Logging.AddConfiguration(app.Configuration.GetSection(Section));
        app.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
