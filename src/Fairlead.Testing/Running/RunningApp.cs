using System.Diagnostics.Metrics;
using Fairlead.Testing.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing.Running;

/// <summary>An application that a test has started, with its services, lifespans and hosted services.</summary>
internal abstract class RunningApp : RunningServer
{
    private protected RunningApp(McpApp app, McpTestOptions options)
    {
        Logs = new(options.Timeout, static () => "");
        Audit = new(options.Timeout);
        var meters = new TestMeters();
        Metrics = new(meters, options.Timeout);
        app.Services.AddSingleton<IMeterFactory>(meters);
        app.Audit.To(new AuditCapture(Audit));
        if (options.Time is { } time) app.Services.AddSingleton(time);

        // What an application writes to stderr nobody reads in a test; other providers are the author's own.
        foreach (var stderr in app.Services.Where(service => ReferenceEquals(service.ImplementationInstance, app.Stderr)).ToList()) app.Services.Remove(stderr);
        app.Services.AddSingleton<ILoggerProvider>(new ServerLogProvider(Keep));
    }
}
