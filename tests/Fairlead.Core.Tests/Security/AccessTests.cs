using System.Security.Claims;
using System.Text.Json;
using Fairlead.Components;
using Fairlead.Security;

namespace Fairlead.Core.Tests.Security;

/// <summary>Who sees and calls what: one decision for lists and calls.</summary>
public sealed class AccessTests
{
    private static Tool Tool(string name, params object[] metadata) => new()
    {
        Name = name,
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        Metadata = metadata,
        Tags = name.Split('_').Skip(1).ToArray(),
        Invoke = call =>
        {
            call.Result.SetText("ran " + name);
            return default;
        },
    };

    private static KnownCaller Caller(string scopes = "", string roles = "") =>
        new("test", "alice", roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void Several(McpServerBuilder server)
    {
        server.Authorization.DefaultAccess = DefaultAccess.Authenticated;
        server.Authorization.ForTag("danger").RequireRole("admin");
        server.Components.AddRange(
            Tool("plain"),
            Tool("read", new RequireScopeAttribute("ops:read")),
            Tool("both", new RequireScopeAttribute("ops:read", "ops:write")),
            Tool("twice", new RequireScopeAttribute("ops:read"), new RequireScopeAttribute("ops:write")),
            Tool("roles", new RequireRoleAttribute("admin", "operator")),
            Tool("erase_danger", new RequireScopeAttribute("ops:write")));
    }

    public static TheoryData<string?, string, string> Callers => new()
    {
        { null, "", "" },
        { "", "", "plain" },
        { "ops:read", "", "plain read" },
        { "ops:readonly ops", "", "plain" },
        { "ops:write ops:read x", "", "both plain read twice" },
        { "", "operator", "plain roles" },
        { "ops:write", "admin", "erase_danger plain roles" },
        { "OPS:READ", "Admin", "plain" },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_caller_lists_and_calls_the_same(string? scopes, string roles, string expected)
    {
        await using var client = await RawClient.ConnectAsync(Several, scopes is null ? null : Caller(scopes, roles));
        Assert.Equal(expected, string.Join(' ', await NamesAsync(client)));
        foreach (var tool in new[] { "plain", "read", "both", "twice", "roles", "erase_danger", "no_such" })
        {
            var reply = JsonDocument.Parse(await client.AskAsync(Messages.Call(tool))).RootElement;
            if (expected.Split(' ').Contains(tool))
            {
                Assert.Equal("ran " + tool, reply.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
            }
            else
            {
                // Unknown and forbidden tools read the same.
                Assert.Equal($$"""{"code":-32602,"message":"Unknown tool: {{tool}}"}""", reply.GetProperty("error").GetRawText());
            }
        }
    }

    [Theory]
    [InlineData(DefaultAccess.Nobody, false, false)]
    [InlineData(DefaultAccess.Authenticated, false, true)]
    [InlineData(DefaultAccess.Anyone, true, true)]
    public async Task Silence_means_what_the_default_says(DefaultAccess access, bool anonymous, bool known)
    {
        void Serve(McpServerBuilder server)
        {
            server.Authorization.DefaultAccess = access;
            server.Components.Add(Tool("plain"));
        }

        await using var nobody = await RawClient.ConnectAsync(Serve);
        await using var somebody = await RawClient.ConnectAsync(Serve, Caller());
        Assert.Equal(anonymous, (await NamesAsync(nobody)).Contains("plain"));
        Assert.Equal(known, (await NamesAsync(somebody)).Contains("plain"));
    }

    [Theory]
    [InlineData("scope", "a b")]
    [InlineData("scp", "a b")]
    public async Task Scopes_are_read_from_both_claims_of_an_identity_that_is_authenticated(string type, string value)
    {
        static void Serve(McpServerBuilder server) => server.Components.Add(Tool("tool", new RequireScopeAttribute("b")));
        await using var known = await RawClient.ConnectAsync(Serve, new ClaimsPrincipal(new ClaimsIdentity([new(type, value)], "jwt")));
        Assert.Equal(["tool"], await NamesAsync(known));
        await using var claimed = await RawClient.ConnectAsync(Serve, new ClaimsPrincipal(new ClaimsIdentity([new(type, value)])));
        Assert.Empty(await NamesAsync(claimed));
    }

    [Fact]
    public async Task A_rule_for_a_tag_opens_what_nothing_else_was_said_of()
    {
        await using var client = await RawClient.ConnectAsync(server =>
        {
            server.Authorization.DefaultAccess = DefaultAccess.Nobody;
            server.Authorization.ForTag("open").AllowAnonymous();
            server.Components.AddRange(Tool("a_open"), Tool("b_open", new RequireScopeAttribute("x")));
        });
        Assert.Equal(["a_open"], await NamesAsync(client));
    }

    [Fact]
    public async Task Resources_and_prompts_are_protected_alike()
    {
        void Serve(McpServerBuilder server)
        {
            object[] metadata = [new RequireScopeAttribute("s")];
            server.Components.AddRange(
                new Resource { Name = "r", Uri = "x://r", Metadata = metadata, Invoke = static _ => throw new InvalidOperationException("ran") },
                new Prompt { Name = "p", Metadata = metadata, Invoke = static _ => throw new InvalidOperationException("ran") });
        }

        await using var client = await RawClient.ConnectAsync(Serve, Caller());
        Assert.Contains("\"resources\":[]", await client.AskAsync(Messages.Modern("resources/list")), StringComparison.Ordinal);
        Assert.Contains("\"prompts\":[]", await client.AskAsync(Messages.Modern("prompts/list")), StringComparison.Ordinal);
        Assert.Contains("Resource not found: x://r", await client.AskAsync(Messages.Modern("resources/read", "\"uri\":\"x://r\"")), StringComparison.Ordinal);
        Assert.Contains("Unknown prompt: p", await client.AskAsync(Messages.Modern("prompts/get", "\"name\":\"p\"")), StringComparison.Ordinal);

        // Nor does discovery tell that there is something.
        Assert.DoesNotContain("\"prompts\":{", await client.AskAsync(Messages.Modern("server/discover")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_sees_the_arguments_that_the_component_gets()
    {
        await using var client = await RawClient.ConnectAsync(server =>
        {
            server.Components.Add(Tool("own"));
            server.UseTool((call, next) =>
            {
                if (call.Arguments.Span.IndexOf("rewritten"u8) >= 0) call.Arguments = """{"id":2}"""u8.ToArray();
                return next(call);
            });
            server.Authorization.AddCheck(call => new(call.Arguments.Span.IndexOf("\"id\":1"u8) >= 0));
        });
        Assert.Contains("ran own", await client.AskAsync(Messages.Call("own", """{"id":1}""")), StringComparison.Ordinal);
        Assert.Contains("Unknown tool: own", await client.AskAsync(Messages.Call("own", """{"id":2}""")), StringComparison.Ordinal);
        Assert.Contains("Unknown tool: own", await client.AskAsync(Messages.Call("own", """{"id":1,"x":"rewritten"}""")), StringComparison.Ordinal);
        Assert.Equal(["own"], await NamesAsync(client));
    }

    [Fact]
    public async Task A_component_calls_others_as_its_caller()
    {
        await using var client = await RawClient.ConnectAsync(
            server => server.Components.AddRange(
                Tool("secret", new RequireScopeAttribute("top")),
                HandMade.Tool("outer", async call =>
                {
                    var inner = await call.Context.CallToolAsync("secret");
                    call.Result.SetText(inner.IsError is true ? "failed" : "leaked");
                })),
            Caller("low"));
        Assert.Contains("Unknown tool: secret", await client.AskAsync(Messages.Call("outer")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_added_later_has_its_rules_too()
    {
        ComponentSet? components = null;
        await using var client = await RawClient.ConnectAsync(
            server =>
            {
                components = server.Components;
                components.Add(Tool("open"));
            },
            Caller("a"));
        Assert.Equal(["open"], await NamesAsync(client));
        components!.AddRange(Tool("mine", new RequireScopeAttribute("a")), Tool("other", new RequireScopeAttribute("b")));
        Assert.Equal(["mine", "open"], await NamesAsync(client));
    }

    [Fact]
    public void An_attribute_that_nobody_here_understands_stops_the_server()
    {
        var builder = new McpServerBuilder("test", new Microsoft.Extensions.DependencyInjection.ServiceCollection());
        builder.Authorization.ForTag("x").RequirePolicy("Admins");
        builder.Components.Add(Tool("tool_x"));
        var rules = new AccessRules(builder.Authorization, false, null, new EmptyServices());
        Assert.Contains("needs a policy", Assert.Throws<InvalidOperationException>(() => rules.Of(builder.Components.Snapshot[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_are_shared_by_callers_with_the_same_rights_and_bounded()
    {
        var components = Enumerable.Range(0, 70).Select(i => (Component)Tool($"t{i}", new RequireScopeAttribute($"s{i}"))).ToArray();
        var builder = new McpServerBuilder("test", new Microsoft.Extensions.DependencyInjection.ServiceCollection());
        var permissions = CatalogPermissions.Restrict(components, new(builder.Authorization, true, null, new EmptyServices()), 100).Permissions!;
        Assert.Same(await permissions.FindAsync(Caller("s1 s69 other")), await permissions.FindAsync(Caller("more s69 s1")));
        Assert.NotSame(await permissions.FindAsync(Caller("s1")), await permissions.FindAsync(Caller("s69")));
        for (var i = 0; i < 3000; i++) await permissions.FindAsync(Caller(string.Join(' ', Enumerable.Range(0, 12).Where(bit => (i & (1 << bit)) != 0).Select(bit => $"s{bit}"))));
        Assert.InRange(permissions.Views, 1, 1024);
    }

    private static async Task<string[]> NamesAsync(RawClient client)
    {
        var reply = JsonDocument.Parse(await client.AskAsync(Messages.Modern("tools/list"))).RootElement;
        return [.. reply.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
