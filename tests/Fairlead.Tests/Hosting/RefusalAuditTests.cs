using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Authentication;
using Fairlead.Telemetry;
using Fairlead.Tests.Http.Sessions;

namespace Fairlead.Tests.Hosting;

/// <summary>What an operator finds afterwards of those who tried to get in, and of sessions.</summary>
public sealed class RefusalAuditTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fairlead-refusals-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Who_was_not_let_in_is_in_the_audit_and_tokens_and_session_ids_are_not()
    {
        await using (var server = await StartAsync())
        {
            Post Known(Post post) => post.With("Authorization", "Bearer s3cret");
            Assert.Equal(401, (await server.AskAsync(Post.Call("greet"))).Status);
            Assert.Equal(401, (await server.AskAsync(Post.Call("greet").With("Authorization", "Bearer gu3ssed"))).Status);
            Assert.Equal(403, (await server.AskAsync(Known(Post.Call("greet")).With("Host", "evil.example"))).Status);
            Assert.Equal(403, (await server.AskAsync(Known(Post.Call("greet")).With("Origin", "https://evil.example"))).Status);
            Assert.Equal(404, (await server.AskAsync(Known(Post.Legacy("tools/list")).With("Mcp-Session-Id", "st0len"))).Status);
            Assert.Equal(404, (await server.AskAsync(Known(new Post("") { Verb = "GET" }).With("Mcp-Session-Id", "st0len"))).Status);
            Assert.Equal(404, (await server.AskAsync(Known(new Post("") { Verb = "DELETE" }).With("Mcp-Session-Id", "st0len"))).Status);
            Assert.Equal(400, (await server.AskAsync(Known(Post.Call("greet")).With("Mcp-Method", "tools/list"))).Status);
        }

        var text = await File.ReadAllTextAsync(Log, TestContext.Current.CancellationToken);
        var records = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Where(record => record.TryGetProperty("outcome", out _)).ToList();
        Assert.Equal(
            ["no token", "token refused", "host or origin not allowed", "host or origin not allowed", "no such session", "no such session", "no such session", "headers differ from the message"],
            records.Select(record => record.GetProperty("reason").GetString()));
        Assert.All(records, record => Assert.Equal(
            ("denied", "refused", "127.0.0.1", "http"),
            (record.GetProperty("decision").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("address").GetString(), record.GetProperty("transport").GetString())));
        Assert.All(new[] { "s3cret", "gu3ssed", "st0len", "evil" }, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal("alice", records[^1].GetProperty("caller").GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Spans_of_a_legacy_session_have_the_hash_of_its_id_and_others_have_none()
    {
        var sessions = new List<(string Method, object? Session)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == McpTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (sessions) sessions.Add(($"{span.GetTagItem("mcp.method.name")} {span.GetTagItem("jsonrpc.request.id")}", span.GetTagItem("mcp.session.id")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        string id;
        var request = $"r{Guid.NewGuid():N}";
        await using (var server = await StartAsync())
        {
            Post Known(Post post) => post.With("Authorization", "Bearer s3cret");
            id = (await server.AskAsync(Known(Session.Initialize()))).Headers["Mcp-Session-Id"];
            await server.AskAsync(Known(Post.Legacy("tools/list", id: $"\"{request}\"")).With("Mcp-Session-Id", id));
            await server.AskAsync(Known(Post.Modern("tools/list", id: $"\"{request}-modern\"")));
        }

        lock (sessions)
        {
            var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
            Assert.Equal(hash, Assert.Single(sessions, span => span.Method == $"tools/list {request}").Session);
            Assert.Null(Assert.Single(sessions, span => span.Method == $"tools/list {request}-modern").Session);
            Assert.DoesNotContain(sessions, span => Equals(span.Session, id));
        }
    }

    private string Log => Path.Combine(_folder.FullName, "audit.jsonl");

    private Task<TestApp> StartAsync() => TestApp.StartAsync(app =>
    {
        app.Components.Add(HandMade.Greet());
        app.Authorization.DefaultAccess = DefaultAccess.Authenticated;
        app.Authentication.AddTokens(options => options.Tokens.Add(new(TokenHash.Format("s3cret"), "alice")));
        app.Audit.ToFile(Log);
    });
}
