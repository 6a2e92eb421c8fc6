using System.Text.Json.Nodes;

namespace Fairlead.Cli.Installing;

/// <summary>The text of a client's configuration, in which one entry is put or removed and everything else stays as it is.</summary>
/// <param name="text">The text; empty where there is no file yet.</param>
/// <param name="container">The member that has the servers in it.</param>
internal abstract class ServerFile(string text, string container)
{
    public string Text { get; } = text;

    protected string Container { get; } = container;

    protected string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>All that the text says.</summary>
    public abstract JsonObject Content { get; }

    /// <summary>The servers by name.</summary>
    /// <exception cref="FormatException">The member is there and no object.</exception>
    public JsonObject? Servers => Content[Container] switch
    {
        null => null,
        JsonObject servers => servers,
        _ => throw new FormatException($"\"{Container}\" must be an object"),
    };

    /// <exception cref="FormatException">The text is not of the format.</exception>
    public static ServerFile Parse(ConfigFormat format, string text, string container) => format switch
    {
        ConfigFormat.Json => new JsonServerFile(text, container),
        ConfigFormat.Toml => new TomlServerFile(text, container),
        _ => new YamlServerFile(text, container),
    };

    /// <summary>The text with an entry added or replaced.</summary>
    /// <exception cref="FormatException">It is written in a way in which nothing can be changed without changing more.</exception>
    public string With(string name, JsonObject entry) => Checked(Put(name, entry), name, entry);

    /// <summary>The text without an entry.</summary>
    /// <exception cref="FormatException">It is written in a way in which nothing can be changed without changing more.</exception>
    public string Without(string name) => Checked(Remove(name), name, null);

    protected abstract string Put(string name, JsonObject entry);

    protected abstract string Remove(string name);

    protected abstract ServerFile Again(string text);

    // What is written is read again first: it must say the same as before but for the one entry.
    private string Checked(string text, string name, JsonObject? entry)
    {
        var now = Again(text);
        var same = JsonNode.DeepEquals(now.Servers?[name], entry) && JsonNode.DeepEquals(Rest(now, name), Rest(this, name));
        return same ? text : throw new FormatException("it is written in a way that cannot be changed without changing more than this entry");
    }

    private static JsonObject Rest(ServerFile file, string name)
    {
        var rest = (JsonObject)file.Content.DeepClone();
        if (rest[file.Container] is not JsonObject servers)
        {
            rest.Remove(file.Container);
            return rest;
        }

        // That there are no servers may be said in several ways.
        servers.Remove(name);
        if (servers.Count == 0) rest.Remove(file.Container);
        return rest;
    }
}
