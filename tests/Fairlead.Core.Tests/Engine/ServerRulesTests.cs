using Fairlead.Engine;

namespace Fairlead.Core.Tests.Engine;

public class ServerRulesTests
{
    [Fact]
    public async Task What_a_server_says_of_itself_hides_nothing()
    {
        foreach (var (where, set) in ((string, Action<McpServerOptions, string>)[])
        [
            ("name", static (options, text) => options.Name = text),
            ("version", static (options, text) => options.Version = text),
            ("title", static (options, text) => options.Title = text),
            ("description", static (options, text) => options.Description = text),
            ("instructions", static (options, text) => options.Instructions = text),
        ])
        {
            var failure = await Assert.ThrowsAsync<ArgumentException>(() => RawClient.ConnectAsync(app => set(app.Options, "ask\u200Bme")));
            Assert.Equal($"The server's {where} holds the invisible character U+200B. Remove it; a person who reviews the text could not see it.", failure.Message);
            await using var client = await RawClient.ConnectAsync(app => set(app.Options, "over\nlines"));
        }
    }
}
