using Fairlead.Components;
using TextContentBlock = ModelContextProtocol.Protocol.TextContentBlock;

namespace Fairlead.Core.Tests.Engine.Asking;

public class RoundsTests
{
    private static Tool Greet(string name = "greet") => HandMade.Tool(name, async call =>
    {
        var answer = await call.Context.ElicitAsync(Ask.Name, "Who are you?", key: "user_name");
        call.Result.SetText(answer.Accepted ? $"Hello, {answer.Value}!" : $"{answer.Action}.");
    });

    [Fact]
    public async Task A_question_is_the_reply_and_the_retry_brings_the_answer()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Greet()));
        var asked = await client.AskAsync(Ask.Call("greet"));
        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":1,"result":{"inputRequests":{"user_name":{"method":"elicitation/create","params":{"mode":"form","message":"Who are you?","requestedSchema":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}},"requestState":""",
            asked,
            StringComparison.Ordinal);
        Assert.Contains(""","resultType":"input_required","_meta":{""", asked, StringComparison.Ordinal);
        var reply = await client.AskAsync(Ask.Call("greet", Ask.Answers(asked, """{"user_name":{"action":"accept","content":{"name":"Ada"}}}"""), "2"));
        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Hello, Ada!"}],"resultType":"complete",""", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decline", "Decline.")]
    [InlineData("cancel", "Cancel.")]
    public async Task A_user_need_not_answer(string action, string expected)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Greet()));
        Assert.Contains(expected, await client.AskAsync(Ask.Call("greet", $$$"""
            "inputResponses":{"user_name":{"action":"{{{action}}}"}},
            """)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"other":{"action":"accept","content":{"name":"Ada"}}}""")]
    [InlineData("""{"user_name":{"action":"accept","content":{"name":7}}}""")]
    [InlineData("""{"user_name":{"action":"accept"}}""")]
    [InlineData("""{"user_name":{"action":"perhaps"}}""")]
    [InlineData("""{"user_name":12345}""")]
    [InlineData("{}")]
    public async Task A_wrong_or_missing_answer_is_asked_for_again(string responses)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Greet()));
        var reply = await client.AskAsync(Ask.Call("greet", $"\"inputResponses\":{responses},"));
        Assert.Contains("\"resultType\":\"input_required\"", reply, StringComparison.Ordinal);
        Assert.Contains("\"user_name\":{\"method\"", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"inputResponses\":null,", "params.inputResponses must be an object")]
    [InlineData("\"inputResponses\":[],", "params.inputResponses must be an object")]
    [InlineData("\"requestState\":7,", "params.requestState must be the string")]
    [InlineData("\"requestState\":\"bm9uZSBvZiBvdXJz\",", "params.requestState was changed")]
    [InlineData("\"requestState\":\"!\",", "params.requestState was changed")]
    public async Task What_is_no_answer_at_all_is_refused(string members, string problem)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Greet()));
        var reply = await client.AskAsync(Ask.Call("greet", members));
        Assert.Contains($"\"error\":{{\"code\":-32602,\"message\":\"{problem}", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_and_what_was_done_once_travel_from_round_to_round()
    {
        var (runs, done) = (0, 0);
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("steps", async call =>
        {
            var mcp = call.Context;
            runs++;
            var ticket = await mcp.OnceAsync("ticket", _ => Task.FromResult($"T{++done}"));
            var first = await mcp.ElicitAsync(Ask.Name, "Name?");
            var second = await mcp.ElicitAsync(Ask.Name, "Colour?");
            call.Result.SetText($"{ticket} {first.Value} {second.Value}");
        })));
        var one = await client.AskAsync(Ask.Call("steps"));
        var key = System.Text.RegularExpressions.Regex.Match(one, "\"inputRequests\":\\{\"([^\"]+)\"").Groups[1].Value;
        var two = await client.AskAsync(Ask.Call("steps", Ask.Answers(one, $$$"""{"{{{key}}}":{"action":"accept","content":{"name":"Ada"} }}"""), "2"));
        var next = System.Text.RegularExpressions.Regex.Match(two, "\"inputRequests\":\\{\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEqual(key, next);
        Assert.NotEqual(Ask.StateOf(one), Ask.StateOf(two));
        var three = await client.AskAsync(Ask.Call("steps", Ask.Answers(two, $$$"""{"{{{next}}}":{"action":"accept","content":{"name":"blue"} }}"""), "3"));
        Assert.Contains("T1 Ada blue", three, StringComparison.Ordinal);
        Assert.Equal((3, 1), (runs, done));
    }

    [Fact]
    public async Task Several_questions_go_out_in_one_round_and_what_is_missing_is_asked_again()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("all", async call =>
        {
            var mcp = call.Context;
            var (name, greeting, roots) = await mcp.Ask(
                mcp.ElicitAsync(Ask.Name, "Name?", key: "name"), mcp.SampleAsync("Greet.", key: "greeting"), mcp.ListRootsAsync(key: "roots"));
            call.Result.SetText($"{greeting}, {name.Value}: {roots[0].Uri}");
        })));
        var one = await client.AskAsync(Ask.Call("all"));
        Assert.Matches(""" "greeting":\{"method":"sampling/createMessage","params":\{.*"text":"Greet\." """.Trim(), one);
        Assert.Contains("""roots":{"method":"roots/list","params":{}}""", one, StringComparison.Ordinal);
        var two = await client.AskAsync(Ask.Call("all", Ask.Answers(one, """
            {"name":{"action":"accept","content":{"name":"Ada"}},"roots":{"roots":[{"uri":"file:///home"}]}}
            """), "2"));
        Assert.DoesNotContain("elicitation/create", two, StringComparison.Ordinal);
        Assert.DoesNotContain("roots/list", two, StringComparison.Ordinal);
        var three = await client.AskAsync(Ask.Call("all", Ask.Answers(two, """
            {"greeting":{"role":"assistant","model":"m","content":{"type":"text","text":"Good day"}}}
            """), "3"));
        Assert.Contains("Good day, Ada: file:///home", three, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_that_swallows_the_unwinding_still_asks()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("stubborn", async call =>
        {
            try
            {
                await call.Context.ElicitAsync(Ask.Name, "Name?");
            }
            catch (Exception exception)
            {
                call.Result.SetText(exception.Message);
            }
        })));
        Assert.Contains("\"resultType\":\"input_required\"", await client.AskAsync(Ask.Call("stubborn")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "elicitation", """{"elicitation":{}}""")]
    [InlineData("""{"elicitation":{"url":{}}}""", "elicitation", """{"elicitation":{}}""")]
    public async Task A_client_that_cannot_be_asked_is_told_what_it_lacks(string capabilities, string name, string required)
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(Greet()));
        var reply = await client.AskAsync(Ask.Call("greet", capabilities: capabilities));
        Assert.Contains("\"error\":{\"code\":-32021,", reply, StringComparison.Ordinal);
        Assert.Contains($"the capability {name}.", reply, StringComparison.Ordinal);
        Assert.Contains($"\"data\":{{\"requiredCapabilities\":{required}}}", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_may_look_before_it_asks()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("looks", call =>
        {
            var mcp = call.Context;
            call.Result.SetText($"{mcp.CanElicit} {mcp.CanElicitUrl} {mcp.CanSample} {mcp.CanListRoots}");
            return default;
        })));
        Assert.Contains("False False True False", await client.AskAsync(Ask.Call("looks", capabilities: """{"sampling":{}}""")), StringComparison.Ordinal);
        Assert.Contains("True False False False", await client.AskAsync(Ask.Call("looks", capabilities: """{"elicitation":{}}""")), StringComparison.Ordinal);
        Assert.Contains("True True False True", await client.AskAsync(Ask.Call("looks", capabilities: """{"elicitation":{"form":{},"url":{}},"roots":{}}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_a_nested_call_is_the_reply_of_the_outer_one()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(Greet(), HandMade.Tool("twice", async call =>
        {
            var first = await call.Context.CallToolAsync("greet");
            var second = await call.Context.CallToolAsync("greet");
            call.Result.SetText(((TextContentBlock)first.Content[0]).Text + ((TextContentBlock)second.Content[0]).Text);
        })));
        var one = await client.AskAsync(Ask.Call("twice"));
        Assert.Contains("\"inputRequests\":{\"1/user_name\":", one, StringComparison.Ordinal);
        var two = await client.AskAsync(Ask.Call("twice", Ask.Answers(one, """{"1/user_name":{"action":"accept","content":{"name":"Ada"}}}"""), "2"));
        Assert.Contains("\"inputRequests\":{\"2/user_name\":", two, StringComparison.Ordinal);
        var three = await client.AskAsync(Ask.Call("twice", Ask.Answers(two, """{"2/user_name":{"action":"accept","content":{"name":"Grace"}}}"""), "3"));
        Assert.Contains("Hello, Ada!Hello, Grace!", three, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_and_resources_ask_too()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.AddRange(
            new Prompt { Name = "ask", Invoke = async call => await call.Context.ElicitAsync(Ask.Name, "Name?") },
            new Resource { Name = "ask", Uri = "ask://me", Invoke = async call => await call.Context.ElicitAsync(Ask.Name, "Name?") }));
        var prompt = Ask.Call("ask").Replace("tools/call", "prompts/get", StringComparison.Ordinal);
        Assert.Contains("\"resultType\":\"input_required\"", await client.AskAsync(prompt), StringComparison.Ordinal);
        var resource = Ask.Call("ask").Replace("tools/call", "resources/read", StringComparison.Ordinal).Replace("\"name\":\"ask\"", "\"uri\":\"ask://me\"", StringComparison.Ordinal);
        var reply = await client.AskAsync(resource);
        Assert.Contains("\"resultType\":\"input_required\"", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("ttlMs", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_rounds_is_bounded()
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Options.MaxRounds = 3;
            app.Components.Add(Greet());
        });
        var reply = await client.AskAsync(Ask.Call("greet"));
        for (var round = 2; round <= 3; round++) reply = await client.AskAsync(Ask.Call("greet", Ask.Answers(reply, "{}"), $"{round}"));
        Assert.Contains("The client was asked 3 times", await client.AskAsync(Ask.Call("greet", Ask.Answers(reply, "{}"), "4")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_a_client_could_not_carry_is_the_authors_error()
    {
        await using var client = await RawClient.ConnectAsync(app => app.Components.Add(HandMade.Tool("large", async call =>
        {
            await call.Context.OnceAsync("large", _ => Task.FromResult(new string('x', 300_000)));
            await call.Context.ElicitAsync(Ask.Name, "Name?");
        })));
        Assert.Contains("more than the 262,144 that a client can carry", await client.AskAsync(Ask.Call("large")), StringComparison.Ordinal);
    }
}
