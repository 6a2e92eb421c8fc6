using Fairlead.Core.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Generators.Tests.Behaviour;

public class CompletionTests
{
    [Theory]
    [InlineData("street", "ma", "{}", """["Main","Market"]""")]
    [InlineData("street", "k", "{}", """["Market"]""")]
    [InlineData("shop", "x", """{"street":"Main","color":"Red"}""", """["x street,color False  True False"]""")]
    [InlineData("color", "", "{}", """["Red","dark_green"]""")]
    [InlineData("color", "E", "{}", """["Red","dark_green"]""")]
    [InlineData("loud", "f", "{}", """["false"]""")]
    [InlineData("maybe", "t", "{}", """["true"]""")]
    [InlineData("size", "l", "{}", """["large","small"]""")]
    [InlineData("rows", "1", "{}", """["1","12"]""")]
    public async Task Arguments_of_a_prompt_are_completed(string argument, string typed, string chosen, string values)
    {
        await using var client = await ConnectAsync();
        Assert.Contains($"{{\"values\":{values},\"total\":", await AskAsync(client, """{"type":"ref/prompt","name":"visit"}""", argument, typed, chosen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("country", "n", "{}", """["Norway","Sweden"]""")]
    [InlineData("city", "Os", """{"country":"Norway"}""", """["Norway:Os"]""")]
    [InlineData("city", "Os", "{}", """[":Os"]""")]
    [InlineData("planet", "m", "{}", """["Mars","Mercury"]""")]
    public async Task Variables_of_a_template_are_completed(string argument, string typed, string chosen, string values)
    {
        await using var client = await ConnectAsync();
        var reply = await AskAsync(client, """{"type":"ref/resource","uri":"guide://{country}/{city}{?planet}"}""", argument, typed, chosen);
        Assert.Contains($"{{\"values\":{values},\"total\":", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planet", "mer", """{"values":["Mercury"],"total":1,"hasMore":false}""")]
    [InlineData("when", "", """{"values":["soon","later"],"total":2,"hasMore":false}""")]
    [InlineData("endless", "z", "\"z99\"],\"hasMore\":true}")]
    [InlineData("plain", "z", """{"values":[],"total":0,"hasMore":false}""")]
    public async Task Arguments_of_a_lambda_are_completed(string argument, string typed, string expected)
    {
        await using var client = await ConnectAsync();
        Assert.Contains(expected, await AskAsync(client, """{"type":"ref/prompt","name":"lambda"}""", argument, typed, "{}"), StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(app =>
    {
        app.Services.AddSingleton<Random>();
        app.Add<Guide>();
        app.Prompt("lambda", (
            [Complete(typeof(Places), nameof(Places.Planets))] string planet, [Complete(typeof(Places), nameof(Places.LaterAsync))] string when,
            [Complete(typeof(Places), nameof(Places.StreamAsync))] string endless, string plain) => planet + when + endless + plain);
    });

    private static Task<string> AskAsync(RawClient client, string reference, string argument, string typed, string chosen) => client.AskAsync(Messages.Modern(
        "completion/complete", $$"""
        "ref":{{reference}},"argument":{"name":"{{argument}}","value":"{{typed}}"},"context":{"arguments":{{chosen}}}
        """));
}
