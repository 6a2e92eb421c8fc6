using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>Something as a server defines it, whole, and its fingerprint.</summary>
/// <param name="Json">The definition, its members in order.</param>
/// <param name="Sha256">SHA-256 of its canonical form, in hexadecimal.</param>
internal sealed record Definition(JsonObject Json, string Sha256)
{
    /// <summary>Of a tool, resource, template or prompt.</summary>
    /// <exception cref="CliException">It has no name, or no canonical form.</exception>
    public static (string Name, Definition Definition) Of(DefinitionKind kind, JsonObject item)
    {
        var name = item[kind.Key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new CliException(ExitCode.Unreachable, $"The server has a {kind.Word} without \"{kind.Key}\".");
        try
        {
            return (name, Of(kind == DefinitionKind.Resource ? WithoutState(item) : item));
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCode.Unreachable, $"The server's {kind.Word} {Plain.Line(name)} cannot be locked: {exception.Message}.", exception);
        }
    }

    /// <exception cref="FormatException">It has no canonical form.</exception>
    public static Definition Of(JsonObject json)
    {
        var canonical = CanonicalJson.Of(json);
        return new Definition((JsonObject)CanonicalJson.Sort(json)!, Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }

    public JsonObject ToJson() => new() { ["sha256"] = Sha256, ["definition"] = Json.DeepClone() };

    // How large a resource is and when it changed is no definition: it changes with each write.
    private static JsonObject WithoutState(JsonObject item)
    {
        item = (JsonObject)item.DeepClone();
        item.Remove("size");
        if (item["annotations"] is JsonObject annotations && annotations.Remove("lastModified") && annotations.Count == 0) item.Remove("annotations");
        return item;
    }
}
