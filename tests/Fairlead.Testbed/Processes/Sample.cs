using System.Reflection;

namespace Fairlead.Testbed.Processes;

/// <summary>
/// How to start a sample: as built with these tests or, where <c>FAIRLEAD_SAMPLES</c> names a folder of published samples
/// (Native AOT in ./test.sh), from there.
/// </summary>
public static class Sample
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The command line that starts a sample.</summary>
    public static string[] CommandOf(string name)
    {
        var published = Environment.GetEnvironmentVariable("FAIRLEAD_SAMPLES");
        return string.IsNullOrEmpty(published)
            ? ["dotnet", Path.Combine(Root, "samples", name, "bin", Metadata("Configuration"), "net10.0", name + ".dll")]
            : [Path.Combine(published, name, name)];
    }

    public static string Metadata(string key) => typeof(Sample).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
