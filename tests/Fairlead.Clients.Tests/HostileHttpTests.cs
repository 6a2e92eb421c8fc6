using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fairlead.Testbed;

namespace Fairlead.Clients.Tests;

/// <summary>Hostile bodies over HTTP, in both eras: each is answered, none kills the server.</summary>
public class HostileHttpTests
{
    [Theory]
    [InlineData(7UL, "2026-07-28")]
    [InlineData(8UL, "2025-11-25")]
    public async Task Ten_thousand_hostile_bodies_are_each_answered(ulong seed, string version)
    {
        await using var server = await HttpSample.StartAsync("Greeter", "--stateless");
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromSeconds(30) };
        foreach (var body in HostileMessages.Generate(seed, 5_000))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            request.Headers.Add("MCP-Protocol-Version", version);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.Accepted)
            {
                Assert.Equal("", text);
                Assert.Equal(Expectation.Silence, Oracle.Judge(body, out _));
                continue;
            }

            Assert.True((int)response.StatusCode is 200 or 400 or 404, $"{response.StatusCode} {text}");
            using var json = JsonDocument.Parse(text);
            Assert.Equal("2.0", json.RootElement.GetProperty("jsonrpc").GetString());
            if (Oracle.Judge(body, out var id) == Expectation.Reply) Assert.Equal(id, json.RootElement.GetProperty("id").GetRawText());
        }

        Assert.False(server.Child.Process.HasExited);
    }
}
