using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Fairlead.Tests.Hosting;

/// <summary>An ASP.NET Core application of somebody else's that serves MCP too.</summary>
internal sealed class WebApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebApp(WebApplication app) => _app = app;

    public static async Task<WebApp> StartAsync(Action<WebApplicationBuilder> build, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        build(builder);
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app);
    }

    public Uri Url(string path) => new(_app.Urls.First() + path);

    public async Task<RawReply> AskAsync(string path, Post post)
    {
        await using var connection = await RawHttp.ConnectAsync(Url(path));
        return await connection.AskAsync(post);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }
}
