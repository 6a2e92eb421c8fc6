using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Fairlead.Testing.Surface;

namespace Fairlead.Testing;

/// <summary>
/// What a caller sees of a server: names, descriptions, schemas, annotations, capabilities, instructions. The same server gives the same
/// text, whatever the order in which its components were added; its version is left out.
/// </summary>
public sealed class SurfaceSnapshot
{
    /// <summary>Set to <c>1</c>, this environment variable makes <see cref="ShouldMatchFile"/> write the file anew instead of comparing.</summary>
    public const string UpdateVariable = "FAIRLEAD_UPDATE_SNAPSHOTS";

    private readonly JsonObject _surface;

    internal SurfaceSnapshot(JsonObject surface) => _surface = surface;

    /// <summary>The snapshot as indented JSON, members sorted, with a line end after the last line.</summary>
    public string Json => _surface.ToJsonString(JsonText.Readable) + "\n";

    /// <summary>How this snapshot differs from an older one: a line for each difference; empty where they are the same.</summary>
    /// <param name="older">The <see cref="Json"/> of the older one.</param>
    /// <returns>Lines such as <c>- tools.greet.inputSchema.properties.name: …</c>: <c>+</c> came, <c>-</c> went, <c>~</c> has changed.</returns>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public IReadOnlyList<string> DifferencesFrom([StringSyntax(StringSyntaxAttribute.Json)] string older)
    {
        ArgumentNullException.ThrowIfNull(older);
        return [.. JsonDifference.Between(JsonNode.Parse(older), _surface)];
    }

    /// <summary>The server is as a file says. A file that is not there is written, and the test fails once, so that somebody looks at it.</summary>
    /// <param name="path">The file, such as <c>greeter.surface.json</c>, relative to the test's own source file.</param>
    /// <param name="source">Filled in by the compiler.</param>
    /// <exception cref="McpTestException">The server is another one, or there was no file.</exception>
    public void ShouldMatchFile(string path, [CallerFilePath] string source = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = Locate(path, source);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(file, Json);
            return;
        }

        if (!File.Exists(file))
        {
            File.WriteAllText(file, Json);
            throw new McpTestException($"There was no {file}. It was written with what the server is now; look at it, keep it with the tests, and run them again.");
        }

        var differences = DifferencesFrom(File.ReadAllText(file));
        if (differences.Count == 0) return;
        throw new McpTestException($"The server is no longer as {file} says (+ came, - went, ~ has changed):\n{string.Join('\n', differences)}\nClients that know the old one may break. If that is meant, run the tests once with {UpdateVariable}=1.");
    }

    private static string Locate(string path, string source)
    {
        if (Path.IsPathFullyQualified(path)) return path;
        var folder = Path.GetDirectoryName(source);
        return Directory.Exists(folder)
            ? Path.Combine(folder, path)
            : throw new McpTestException($"'{path}' is relative to {source}, which is not on this machine: the build maps source paths. Hand over an absolute path.");
    }
}
