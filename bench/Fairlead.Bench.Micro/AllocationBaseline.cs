using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fairlead.Bench.Micro;

/// <summary>The bytes that each benchmark may allocate: those that it allocated when somebody last looked and was content.</summary>
public static class AllocationBaseline
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The file.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "allocations.json"));

    /// <summary>Reads the baseline.</summary>
    public static Dictionary<string, long> Read() => JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(Path)) ?? [];

    /// <summary>Takes other values for the baseline.</summary>
    public static void Write(IReadOnlyDictionary<string, long> values) =>
        File.WriteAllText(Path, JsonSerializer.Serialize(new SortedDictionary<string, long>(values.ToDictionary(), StringComparer.Ordinal), Indented) + "\n");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
