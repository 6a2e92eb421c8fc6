using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Hosting;

/// <summary>Lets extension methods such as <c>AddJsonConsole</c> add to an application's logging.</summary>
internal sealed class LoggingServices(IServiceCollection services) : ILoggingBuilder
{
    public IServiceCollection Services { get; } = services;
}
