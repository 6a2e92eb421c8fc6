using Fairlead.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fairlead.Testing.Tests;

/// <summary>Applications for tests, and all ways to reach them.</summary>
internal static class ShopApp
{
    /// <summary>Every revision over every transport.</summary>
    public static TheoryData<string, Over> Everywhere
    {
        get
        {
            var data = new TheoryData<string, Over>();
            foreach (var revision in ProtocolRevision.All)
            {
                foreach (var over in Enum.GetValues<Over>()) data.Add(revision.Version, over);
            }

            return data;
        }
    }

    public static McpApp Create(Action<McpApp>? configure = null)
    {
        var app = McpApp.Create("shop");
        configure?.Invoke(app);
        app.Services.TryAddSingleton(TimeProvider.System);
        app.Add<Shop>();
        return app;
    }

    public static Task<McpTestClient> ConnectAsync(string revision, Over over, Action<McpTestOptions>? configure = null) => McpTest.ConnectAsync(Create(), over, options =>
    {
        options.Revision = ProtocolRevision.Find(revision)!;
        configure?.Invoke(options);
    }, TestContext.Current.CancellationToken);
}
