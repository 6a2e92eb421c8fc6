using System.Text.Json;

namespace Fairlead.Deploy.Tests;

/// <summary>
/// The published program as images and units start it: by a user who may change nothing but one folder, with nowhere else to write.
/// </summary>
public sealed class PublishedServerTests(PublishedServer published) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fairlead-unprivileged-");

    // "nobody". Who runs these tests without being root is unprivileged already.
    private static string[] Unprivileged => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", .. Nowhere]
        : Nowhere;

    // As on a read-only root: neither a home nor a folder for what is temporary.
    private static string[] Nowhere => ["env", "HOME=/nonexistent", "TMPDIR=/nonexistent", "DOTNET_EnableDiagnostics=0"];

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task It_runs_unprivileged_on_a_program_that_it_cannot_change_and_tells_how_it_is()
    {
        if (Environment.IsPrivilegedProcess) Assert.Equal(0, (await ChildProcess.RunAsync("chown", "65534:65534", _data.FullName)).ExitCode);
        var before = Listing();
        var port = FreePort.Find();
        string[] command = [.. Unprivileged, .. published.Command, "--port", $"{port}", "--Production:Data", _data.FullName];
        await using (var server = await HttpSample.StartAsync(command))
        {
            var (code, output, error) = await ChildProcess.RunAsync([.. command, "--health"]);
            Assert.True(code == 0, output + error);
            Assert.Contains("\"status\":\"healthy\"", output, StringComparison.Ordinal);

            // It has said who may call, has made its database and keeps its trail.
            Assert.Contains("fl_", server.Child.Error, StringComparison.Ordinal);
            Assert.Equal(["audit.jsonl", "development-tokens.json", "orders.db"], _data.EnumerateFiles().Select(file => file.Name).Where(name => !name.EndsWith(".head", StringComparison.Ordinal) && !name.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        var (gone, said, _) = await ChildProcess.RunAsync([.. command, "--health"]);
        Assert.Equal(1, gone);
        Assert.Contains("does not answer", said, StringComparison.Ordinal);
        Assert.Equal(before, Listing());
    }

    [Fact]
    public async Task The_doctor_has_nothing_to_say_about_its_user_and_its_files()
    {
        if (Environment.IsPrivilegedProcess) Assert.Equal(0, (await ChildProcess.RunAsync("chown", "65534:65534", _data.FullName)).ExitCode);
        var (_, output, error) = await ChildProcess.RunAsync([.. Unprivileged, .. published.Command, "--Production:Data", _data.FullName, "--doctor", "--json"]);
        Assert.True(output.StartsWith('{'), output + error);
        using var report = JsonDocument.Parse(output);
        var topics = report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.ToString()).ToArray();
        Assert.DoesNotContain(topics, finding => finding.Contains("\"user\"", StringComparison.Ordinal) || finding.Contains("\"files\"", StringComparison.Ordinal));
    }

    private string[] Listing() =>
        [.. Directory.EnumerateFiles(published.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}")];
}
