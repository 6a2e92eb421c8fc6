using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fairlead.Cli.Tests;

/// <summary>
/// A shell in a folder with an mcp.json that names three samples, <c>greeter</c>, <c>everything</c> and <c>orders</c>, and with Everything
/// listening where the pages say <c>http://127.0.0.1:8000</c>.
/// </summary>
internal sealed partial class SessionShell : IAsyncDisposable
{
    private const string DocumentedAddress = "http://127.0.0.1:8000";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _home = new();
    private readonly TemporaryFolder _bin = new();
    private readonly HttpSample _server;

    private SessionShell(HttpSample server) => _server = server;

    private string Address => _server.Url.GetLeftPart(UriPartial.Authority);

    public static async Task<SessionShell> StartAsync()
    {
        var shell = new SessionShell(await HttpSample.StartAsync("Everything"));
        Tool.PutInto(shell._bin);
        shell._folder.File("mcp.json", $$"""{"mcpServers": {"greeter": {{Entry("Greeter")}}, "everything": {{Entry("Everything")}}, "orders": {{Entry("Production", "--transport", "stdio", $"--Production:Data={shell._folder.Path}", "--Mcp:Caller:Subject=ada", "--Mcp:Caller:Scopes:0=orders:read")}} } }""");
        return shell;
    }

    /// <summary>Runs a line, and returns both of its outputs as the page would show them, and its exit code where it is not 0.</summary>
    public async Task<string> RunAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{line.Replace(DocumentedAddress, Address, StringComparison.Ordinal)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["PATH"] = $"{_bin.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _home.Path;
        start.Environment.Remove("XDG_CONFIG_HOME");
        start.Environment.Remove("XDG_DATA_HOME");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The standard error comes first: it has the progress, or the reason why there is no output.
        var all = new StringBuilder().Append(await error).Append(await output)
            .Replace(Address, DocumentedAddress).Replace(_folder.Path, "/home/ada/project").Replace(_home.Path, "/home/ada");
        return all.ToString();
    }

    /// <summary>A page without what differs from run to run: times, sizes, digests.</summary>
    public static string WithoutAccidents(string text) => Accident().Replace(text, "#");

    /// <summary>A page of measurements: its figures, and with them the width of its columns, are never the same.</summary>
    public static string WithoutFigures(string text) => Blanks().Replace(Figure().Replace(text, "#"), " ");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var folder in (TemporaryFolder[])[_folder, _home, _bin]) folder.Dispose();
    }

    private static string Entry(string sample, params string[] arguments)
    {
        string[] command = [.. Sample.CommandOf(sample), .. arguments];
        return $$"""{"command":{{Json(command[0])}},"args":[{{string.Join(',', command[1..].Select(Json))}}]}""";

        static string Json(string text) => JsonSerializer.Serialize(text);
    }

    [GeneratedRegex(@"\d+([.,]\d+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Figure();

    [GeneratedRegex("[ ]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b\d[\d,.]*(?= (?:ms|µs|s|MB|KB|MiB|calls/s)\b)|(?<=Milliseconds"": )[\d.]+|\b[0-9a-f]{12,64}\b|\b\d{4}-\d\d-\d\d[ T][\d:.]+(?:Z|\+00:00)?", RegexOptions.None, 1000)]
    private static partial Regex Accident();
}
