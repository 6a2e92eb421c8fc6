using System.Runtime.CompilerServices;

namespace Fairlead.Generators.Tests.Snapshots;

/// <summary>Compares text with a file beside the test. With FAIRLEAD_ACCEPT=1 in the environment the file is written instead.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string text, [CallerFilePath] string file = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, $"{name}.verified.txt");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_ACCEPT") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{path} does not exist. Run the test with FAIRLEAD_ACCEPT=1 and review what it writes.");
        Assert.Equal(File.ReadAllText(path), text, ignoreLineEndingDifferences: true);
    }
}
