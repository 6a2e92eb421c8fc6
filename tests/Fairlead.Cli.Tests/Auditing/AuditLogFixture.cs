namespace Fairlead.Cli.Tests.Auditing;

/// <summary>A log that the Production sample has written, in two files, with a key; tests take copies of it.</summary>
public sealed class AuditLogFixture : IAsyncLifetime
{
    public const string Key = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private readonly TemporaryFolder _folder = new();

    private string Log => Path.Combine(_folder.Path, "audit.jsonl");

    public async ValueTask InitializeAsync()
    {
        await CallAsync("search_orders", "customer=ada", "limit:=1");
        // As a server does that finds its file full.
        File.Move(Log, Path.Combine(_folder.Path, "audit.000000000001.jsonl"));
        await CallAsync("search_orders", "customer=grace", "limit:=1");
        await CallAsync("query_database", "sql=DROP TABLE orders");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    /// <summary>Makes another call, after which the server ends.</summary>
    public Task CallAsync(string tool, params string[] arguments) => CallAsync(_folder, tool, arguments);

    internal static Task<ToolRun> CallAsync(TemporaryFolder folder, string tool, params string[] arguments)
    {
        string[] server = [.. Sample.CommandOf("Production"), "--transport", "stdio", $"--Production:Data={folder.Path}", $"--Production:AuditKey={Key}", "--Mcp:Caller:Subject=ada", "--Mcp:Caller:Scopes:0=orders:read"];
        return Tool.RunAsync(["call", string.Join(' ', server), tool, .. arguments]);
    }

    /// <summary>A copy of the log, to do with what a test wants.</summary>
    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(_folder.Path, "audit*")) File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        copy.File("audit.key", Key + "\n");
        return copy;
    }
}
