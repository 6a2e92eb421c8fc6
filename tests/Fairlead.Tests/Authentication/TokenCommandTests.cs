using System.Text.Json;
using Fairlead.Authentication;
using Fairlead.Tests.Hosting;

namespace Fairlead.Tests.Authentication;

/// <summary><c>token new</c>.</summary>
public sealed class TokenCommandTests
{
    [Fact]
    public async Task A_new_token_opens_the_server_that_has_its_entry()
    {
        await using var process = ServerProcess.Start(["token", "new", "--subject", "alice", "--scopes", "a,b", "--roles", "r", "--expires", "90d"]);
        var (code, output, error) = await process.EndAsync();
        Assert.Equal((0, ""), (code, error));
        var token = output.Split('\n').Single(line => line.StartsWith("fl_", StringComparison.Ordinal));
        var json = output[output.IndexOf('{', StringComparison.Ordinal)..];
        var entry = JsonDocument.Parse(json).RootElement;
        Assert.DoesNotContain(token, json, StringComparison.Ordinal);
        Assert.Equal(TokenHash.Format(token), entry.GetProperty("Hash").GetString());
        Assert.InRange(entry.GetProperty("Expires").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromDays(89), TimeSpan.FromDays(90));
        await using var server = await TestApp.StartAsync(app =>
        {
            Identity.Serve(app);
            app.Configuration["Mcp:Tokens:0:Hash"] = entry.GetProperty("Hash").GetString();
            app.Configuration["Mcp:Tokens:0:Subject"] = entry.GetProperty("Subject").GetString();
            app.Configuration["Mcp:Tokens:0:Scopes"] = string.Join(',', entry.GetProperty("Scopes").EnumerateArray());
            app.Authentication.AddTokens();
        });
        Assert.Equal("alice [] [a b]", (await server.AskAsync(Identity.Ask(token))).Text);
    }

    [Theory]
    [InlineData("Write token new", "token")]
    [InlineData("Say whose token", "token", "new")]
    [InlineData("--subject needs a value", "token", "new", "--subject")]
    [InlineData("Unknown switch --scope.", "token", "new", "--subject", "x", "--scope", "a")]
    [InlineData("--expires is 'soon'", "token", "new", "--subject", "x", "--expires", "soon")]
    public async Task What_is_wrong_is_told(string expected, params string[] args)
    {
        await using var process = ServerProcess.Start(args);
        var (code, output, error) = await process.EndAsync();
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }
}
