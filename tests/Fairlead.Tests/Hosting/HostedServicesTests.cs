using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fairlead.Tests.Hosting;

/// <summary>Hosted services and lifespans of an application of its own.</summary>
public sealed class HostedServicesTests
{
    [Fact]
    public async Task A_hosted_service_can_use_what_a_lifespan_opened()
    {
        var events = new List<string>();
        await using (await TestApp.StartAsync(app =>
        {
            app.Lifespan((_, _) => Task.FromResult(new Pool(events)));
            app.Services.AddHostedService(services => new Watcher(services.GetRequiredService<Pool>(), events));
        }))
        {
            Assert.Equal(["open", "start"], events);
        }

        Assert.Equal(["open", "start", "stop", "close"], events);
    }

    private sealed class Pool : IDisposable
    {
        private readonly List<string> _events;

        public Pool(List<string> events)
        {
            _events = events;
            events.Add("open");
        }

        public void Dispose() => _events.Add("close");
    }

    private sealed class Watcher(Pool pool, List<string> events) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Assert.NotNull(pool);
            events.Add("start");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            events.Add("stop");
            return Task.CompletedTask;
        }
    }
}
