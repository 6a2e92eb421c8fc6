using Fairlead.Components;

namespace Fairlead.Tests.Http;

/// <summary>One application for all tests of a class that only ask and change nothing.</summary>
public sealed class GreeterFixture : IAsyncLifetime
{
    internal TestApp Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestApp.StartAsync(app =>
    {
        app.Hosting.Stateless = true;
        app.Options.Limits.MaxMessageBytes = 200_000;
        app.Components.AddRange(
        [
            HandMade.Greet(),
            HandMade.Measure(),
            HandMade.Steps(),
            HandMade.Tool("mirrored", call =>
            {
                call.Result.SetText("ran");
                return default;
            },
            [
                new HeaderParameter("Mcp-Param-Region", ["region"], HeaderParameterType.String),
                new HeaderParameter("Mcp-Param-Count", ["limits", "count"], HeaderParameterType.Integer),
                new HeaderParameter("Mcp-Param-Dry", ["dry"], HeaderParameterType.Boolean),
            ]),
            new Resource
            {
                Name = "menu",
                Uri = "docs://menü",
                Invoke = static call =>
                {
                    call.Result.SetJson("""{"contents":[]}"""u8);
                    return default;
                },
            },
        ]);
    });

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
