using System.Text.RegularExpressions;

namespace Fairlead.Deploy.Tests;

/// <summary>The files that describe a deployment: what they set exists, and nothing in them is secret.</summary>
public sealed partial class DescriptionTests(PublishedServer published)
{
    // orders.env is what somebody who deploys makes of orders.env.example; it is not shipped.
    private static string[] Files { get; } = [.. Directory.EnumerateFiles(PublishedServer.Deploy, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "orders.env")];

    [Fact]
    public async Task Each_setting_in_them_is_one_of_the_server()
    {
        var (_, help, _) = await ChildProcess.RunAsync([.. published.Command, "--help", "--Production:Data", Path.GetTempPath(), "--Mcp:Tokens:0:Subject", "nobody"]);
        var known = Key().Matches(help).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var set = Files.SelectMany(file => Variable().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.Contains("ALLOWEDHOSTS", set);
        Assert.All(set.Where(key => !key.StartsWith("TOKENS:0:", StringComparison.Ordinal)), key => Assert.Contains(key, known));
    }

    [Fact]
    public void No_secret_is_in_them()
    {
        foreach (var file in Files)
        {
            var secret = Secret().Match(File.ReadAllText(file));
            Assert.False(secret.Success, $"{file}: {secret.Value}");
        }
    }

    [Fact]
    public async Task The_unit_is_one_that_systemd_accepts_and_finds_hardened()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "There is no systemd here.");
        var folder = Directory.CreateTempSubdirectory("fairlead-unit-");
        try
        {
            // Programs must be there to be accepted.
            var unit = Path.Combine(folder.FullName, "orders.service");
            var text = await File.ReadAllTextAsync(Path.Combine(PublishedServer.Deploy, "systemd", "orders.service"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(unit, text.Replace("/usr/lib/orders", published.Folder, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (code, output, error) = await ChildProcess.RunAsync("systemd-analyze", "verify", unit);
            Assert.True(code == 0 && (output + error).Length == 0, output + error);

            // 10 would be no protection at all; 2.0 is what systemd calls OK, in tenths.
            (code, output, error) = await ChildProcess.RunAsync("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit);
            Assert.True(code == 0, output + error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^  ([A-Z]\w*(?::\w+)*) ", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"\bMCP__(\w+)\b")]
    private static partial Regex Variable();

    // Tokens, 32 bytes in Base64 or hexadecimal, and what is called a password.
    [GeneratedRegex(@"fl_[0-9A-Za-z_-]{20}|\b[A-Za-z0-9+/]{43}=|\b[0-9a-f]{40}|password\s*[:=]\s*\S|BEGIN \w*\s*PRIVATE KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
