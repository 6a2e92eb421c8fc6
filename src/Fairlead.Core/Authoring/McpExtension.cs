using System.Text.Json;
using Fairlead.Components;

namespace Fairlead;

/// <summary>
/// An extension of the protocol (2026-07-28, "Extensions"): a name, settings that clients see among the server's capabilities,
/// and methods of its own.
/// </summary>
public sealed class McpExtension
{
    private readonly Dictionary<string, Func<McpCall, ValueTask>> _methods = new(StringComparer.Ordinal);

    /// <summary>Creates an extension.</summary>
    /// <param name="name">The name, with a prefix: <c>com.example/search</c>.</param>
    /// <param name="settings">The settings: a JSON object in UTF-8. Default: an empty one.</param>
    /// <exception cref="ArgumentException">The name has no prefix, or the settings are no JSON object.</exception>
    public McpExtension(string name, ReadOnlyMemory<byte> settings = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.IndexOf('/', StringComparison.Ordinal) is var slash && (slash <= 0 || slash == name.Length - 1))
        {
            throw new ArgumentException($"'{name}' has no prefix. Write one that is yours before a slash, such as com.example/{name.Trim('/')}.", nameof(name));
        }

        Name = name;
        Settings = settings.IsEmpty ? "{}"u8.ToArray() : Checked(settings);
    }

    /// <summary>The extension's name.</summary>
    public string Name { get; }

    /// <summary>The settings that clients see: a JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Settings { get; }

    /// <summary>
    /// Refuse the extension's methods to clients that do not declare it (−32021). Default: <see langword="true"/>.
    /// </summary>
    public bool RequiresClientSupport { get; init; } = true;

    internal IReadOnlyDictionary<string, Func<McpCall, ValueTask>> Methods => _methods;

    /// <summary>Adds a method of the extension's own.</summary>
    /// <param name="method">The JSON-RPC method, such as <c>search/start</c>.</param>
    /// <param name="handler">
    /// Answers a request: looks at <see cref="McpCall.Params"/> and writes <see cref="McpCall.Result"/>, or calls
    /// <see cref="McpCall.Fail"/>. It counts as a call in flight, has the server's timeout, and runs inside of the middleware.
    /// </param>
    /// <returns>This extension.</returns>
    /// <exception cref="ArgumentException">The extension has the method already.</exception>
    public McpExtension Method(string method, Func<McpCall, ValueTask> handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentNullException.ThrowIfNull(handler);
        if (!_methods.TryAdd(method, handler)) throw new ArgumentException($"The extension {Name} has a method {method} already.", nameof(method));
        return this;
    }

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> settings)
    {
        try
        {
            var reader = new Utf8JsonReader(settings.Span);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read()) return settings;
        }
        catch (JsonException)
        {
            // Told below, in words that name the parameter.
        }

        throw new ArgumentException("The settings must be one JSON object in UTF-8.", nameof(settings));
    }
}
