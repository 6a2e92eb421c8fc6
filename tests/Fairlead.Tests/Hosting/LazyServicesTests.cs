using Fairlead.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Hosting;

/// <summary>Services and logging of stdio servers, which cost nothing where they are not used.</summary>
public sealed class LazyServicesTests
{
    [Fact]
    public async Task Services_are_what_a_container_would_give()
    {
        var descriptors = new ServiceCollection().AddSingleton("first").AddSingleton("last").AddScoped<List<int>>().AddSingleton(typeof(IList<>), typeof(List<>));
        await using var services = new LazyServices(descriptors);
        Assert.Equal("last", services.GetService<string>());
        Assert.Null(services.GetService<Uri>());
        Assert.Same(services, services.GetService<IServiceProviderIsService>());
        Assert.True(services.IsService(typeof(IList<string>)));
        Assert.True(services.IsService(typeof(IEnumerable<Uri>)));
        Assert.False(services.IsService(typeof(IReadOnlyList<string>)));
        Assert.Equal(["first", "last"], services.GetServices<string>());
        await using var scope = services.CreateAsyncScope();
        Assert.NotNull(scope.ServiceProvider.GetService<List<int>>());
        Assert.IsType<List<string>>(services.GetService<IList<string>>());
        Assert.Equal("last", services.GetService<string>());
    }

    [Theory]
    [InlineData("A.B.C", LogLevel.Error)]
    [InlineData("A.B", LogLevel.Error)]
    [InlineData("A.Bc", LogLevel.Debug)]
    [InlineData("Z", LogLevel.Warning)]
    public void Levels_follow_the_longest_prefix(string category, LogLevel expected)
    {
        var configuration = new ConfigurationManager();
        configuration["Logging:LogLevel:Default"] = "Warning";
        configuration["Logging:LogLevel:A"] = "debug";
        configuration["Logging:LogLevel:A.B"] = "Error";
        using var provider = new StderrLoggerProvider();
        using var factory = new LeanLoggerFactory(provider, configuration);
        var logger = factory.CreateLogger(category);
        Assert.True(logger.IsEnabled(expected));
        Assert.False(logger.IsEnabled(expected - 1));
        Assert.Same(logger, factory.CreateLogger(category));
    }

    [Fact]
    public void Without_configuration_information_is_logged()
    {
        using var provider = new StderrLoggerProvider();
        using var factory = new LeanLoggerFactory(provider, new ConfigurationManager());
        Assert.True(factory.CreateLogger("A").IsEnabled(LogLevel.Information));
        Assert.False(factory.CreateLogger("A").IsEnabled(LogLevel.Debug));
        Assert.False(factory.CreateLogger("A").IsEnabled(LogLevel.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_author_adds_to_logging_is_honoured(bool adds)
    {
        var app = McpApp.Create("test");
        var recorder = new Recorder();
        if (adds) app.Logging.AddProvider(recorder).SetMinimumLevel(LogLevel.Error);
        app.Services.AddSingleton<IConfiguration>(app.Configuration);
        LeanLogging.Add(app);
        await using var services = new LazyServices(app.Services);
        var logger = services.GetRequiredService<ILogger<LazyServicesTests>>();
        Assert.Equal(!adds, logger.IsEnabled(LogLevel.Warning));
        if (adds) logger.LogError("an error");
        Assert.Equal(adds ? ["an error"] : [], recorder.Messages);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public List<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
