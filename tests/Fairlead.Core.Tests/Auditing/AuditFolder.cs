using System.Text.Json;
using Fairlead.Auditing;

namespace Fairlead.Core.Tests.Auditing;

/// <summary>A directory with a log in it.</summary>
internal sealed class AuditFolder : IDisposable
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly string _directory = Directory.CreateTempSubdirectory("fairlead-audit-").FullName;

    public string Path => System.IO.Path.Combine(_directory, "audit.jsonl");

    public string Head => Path + ".head";

    public IEnumerable<string> Files => Directory.EnumerateFiles(_directory, "*.jsonl").Order(StringComparer.Ordinal);

    public List<JsonElement> Lines => [.. Files.SelectMany(File.ReadAllLines).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Makes calls of a tool until the server has stopped.</summary>
    public async Task RecordAsync(int calls, Action<McpServerBuilder>? configure = null, Action<AuditFileOptions>? file = null)
    {
        await using var client = await RawClient.ConnectAsync(app =>
        {
            app.Components.Add(HandMade.Echo());
            app.Audit.UseKey(Key).ToFile(Path, file);
            configure?.Invoke(app);
        });
        for (var i = 0; i < calls; i++) await client.AskAsync(Messages.Call("echo", $$"""{"n":{{i}}}"""));
    }

    public Task<AuditVerification> VerifyAsync(Action<AuditVerifierOptions>? configure = null)
    {
        var options = new AuditVerifierOptions { Key = Key };
        configure?.Invoke(options);
        return AuditVerifier.VerifyAsync(Path, options, TestContext.Current.CancellationToken);
    }

    public async Task<string> ProblemAsync(Action<AuditVerifierOptions>? configure = null) => Assert.Single((await VerifyAsync(configure)).Problems);

    /// <summary>Changes the lines of the current file.</summary>
    public void Edit(Func<string[], IEnumerable<string>> edit) => File.WriteAllText(Path, string.Concat(edit(File.ReadAllLines(Path)).Select(line => line + "\n")));

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
