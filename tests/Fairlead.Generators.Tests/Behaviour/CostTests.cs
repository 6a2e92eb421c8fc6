using Fairlead.Core.Tests;

namespace Fairlead.Generators.Tests.Behaviour;

/// <summary>What a call allocates between the engine and the author's method: exact, whatever the machine does besides.</summary>
public class CostTests
{
    private const int Warmup = 300;

    [Theory]
    [InlineData("lambda", 64)]
    [InlineData("static_method", 64)]
    [InlineData("method", 96)]
    public async Task Three_scalars_cost_little_more_than_their_text(string tool, long most)
    {
        var least = long.MaxValue;
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.UseTool((call, next) =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var done = next(call);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                return done;
            });
            app.Tool("lambda", (string path, int rows, bool deep) => rows > 1 && deep ? path : "");
            app.Add<Cheap>();
        });
        for (var i = 0; i < Warmup; i++) Assert.Equal("/var", await client.TextAsync(tool, """{"path":"/var","rows":100,"deep":true}"""));
        Assert.InRange(least, 1, most);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tool}: {least} bytes");
    }

    public sealed class Cheap
    {
        [McpTool] public static string StaticMethod(string path, int rows, bool deep) => rows > 1 && deep ? path : "";

        [McpTool] public string Method(string path, int rows, bool deep) => rows > 1 && deep ? path : "";
    }
}
