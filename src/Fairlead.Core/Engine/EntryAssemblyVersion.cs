using System.Reflection;

namespace Fairlead.Engine;

/// <summary>The version that the program was built with, for <c>serverInfo.version</c>.</summary>
internal static class EntryAssemblyVersion
{
    public static string Read()
    {
        var entry = Assembly.GetEntryAssembly();
        var version = entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

        // Builds append "+<commit>"; clients compare versions and have no use for it.
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..plus];
    }
}
