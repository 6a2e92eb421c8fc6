using System.Text.Json.Nodes;

namespace Fairlead.Cli.Installing;

/// <summary>A program that servers are installed into: where it keeps them, and how it writes one.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Format">The format of its file.</param>
/// <param name="Container">The member with the servers.</param>
/// <param name="Write">Makes an entry.</param>
/// <param name="UserPath">Its file for the user; none where it has none.</param>
/// <param name="ProjectPath">Its file in a project's folder; none where it has none.</param>
/// <param name="Variable">How it writes a variable, with NAME in it; none where it does not replace any.</param>
/// <param name="NoUrls">Why it takes no URLs, and what to do instead.</param>
internal sealed record McpClientKind(
    string Name, ConfigFormat Format, string Container, Func<ServerEntry, JsonObject> Write, Func<string>? UserPath, string? ProjectPath, string? Variable, string? NoUrls = null)
{
    /// <summary>A value with its variables as this client writes them.</summary>
    public string Fill(string value) => Variable is null or "${NAME}" ? value : value.Replace("${", Variable[..Variable.IndexOf("NAME", StringComparison.Ordinal)], StringComparison.Ordinal);
}
