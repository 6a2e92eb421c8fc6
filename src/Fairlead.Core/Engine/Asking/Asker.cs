using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;

namespace Fairlead.Engine.Asking;

/// <summary>How a call asks its client: by requests within a conversation, or by rounds of the call itself.</summary>
/// <param name="call">The call that the client sent; those nested in it ask through the same asker.</param>
internal abstract class Asker(RequestCall call)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    /// <summary>The call that the client sent.</summary>
    public RequestCall Call { get; } = call;

    /// <summary>Why nobody can be asked at all, or <see langword="null"/>.</summary>
    public virtual string? Obstacle => null;

    /// <summary>
    /// A key that no other question of the call has. Asked in the same order, a call that is run again gets the same keys.
    /// </summary>
    public string UniqueKey(string key)
    {
        lock (_lock)
        {
            _keys.TryGetValue(key, out var count);
            _keys[key] = ++count;
            return count == 1 ? key : $"{key}#{count}";
        }
    }

    /// <summary>Asks. A wrong answer is asked for again.</summary>
    public abstract ValueTask<T> AskAsync<T>(Question question, ElicitFormReader<T> read, CancellationToken cancellationToken);

    /// <summary>Does something once, however often the call is run.</summary>
    public abstract ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken);

    /// <summary>Reads JSON that a client sent.</summary>
    public static string? Read<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, out T? value)
    {
        try
        {
            value = JsonSerializer.Deserialize(json.Span, type);
            return value is null ? "The answer is null." : null;
        }
        catch (JsonException exception)
        {
            value = default;
            return $"The answer is not valid: {exception.Message}";
        }
    }
}
