using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Tool = Fairlead.Components.Tool;

namespace Fairlead.Tests.Authentication;

/// <summary>The official client finds its way to a protected server by itself: metadata, registration, PKCE, token, call, step-up.</summary>
public sealed class OAuthFlowTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_that_knows_only_the_url_gets_a_token_and_later_one_with_more_scopes(string version)
    {
        await using var issuer = await AuthorizationServer.StartAsync();
        await using var server = await TestApp.StartAsync(app =>
        {
            app.Components.AddRange(Tool("read", "ops:read"), Tool("erase", "ops:erase"));
            app.Authentication.Scopes.Add("ops:read");

            // The port is not known yet, so that the resource is the URL of the request.
            app.Authentication.AddJwt(options =>
            {
                (options.Authority, options.Audience) = (issuer.Url, "orders");
                options.Audiences.Add(AuthorizationServer.Audience);
            });
        });
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var transport = new HttpClientTransport(new()
        {
            Endpoint = server.Url,
            TransportMode = HttpTransportMode.StreamableHttp,
            OAuth = new()
            {
                RedirectUri = new("http://localhost/callback"),
                DynamicClientRegistration = new() { ClientName = "test" },
                AuthorizationCallbackHandler = async (context, cancellationToken) =>
                {
                    using var answer = await browser.GetAsync(context.AuthorizationUri, cancellationToken);
                    var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
                    return new() { Code = query["code"], State = query["state"] };
                },
            },
        });
        await using var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = version }, cancellationToken: Cancelled);
        Assert.Equal("ran read", await CallAsync(client, "read"));
        Assert.Equal(["ops:read"], issuer.Grants.Agreed);
        Assert.Equal("ran erase", await CallAsync(client, "erase"));
        Assert.Contains("ops:erase", issuer.Grants.Agreed.Last(), StringComparison.Ordinal);
        Assert.Equal(2, issuer.Grants.Agreed.Count);
        Assert.All(issuer.Grants.Resources, resource => Assert.Equal(server.Url.AbsoluteUri, resource));
    }

    private static async Task<string> CallAsync(McpClient client, string tool) =>
        Assert.IsType<TextContentBlock>(Assert.Single((await client.CallToolAsync(tool, cancellationToken: Cancelled)).Content)).Text;

    private static Tool Tool(string name, string scope) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = [new RequireScopeAttribute(scope)],
        Invoke = call =>
        {
            call.Result.SetText("ran " + name);
            return default;
        },
    };
}
