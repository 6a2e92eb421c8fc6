using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead;

/// <summary>
/// Values kept for one caller from call to call: for the authenticated caller, wherever the next call arrives; for a caller
/// who is not known, within the conversation. Nobody else can reach them.
/// </summary>
public sealed class CallerState
{
    /// <summary>How long a value is kept unless said otherwise: one hour.</summary>
    public static readonly TimeSpan DefaultExpiry = TimeSpan.FromHours(1);

    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>The longest value, in characters.</summary>
    public const int MaxValueLength = 64 * 1024;

    private readonly IStateStore _store;
    private readonly string _owner;

    internal CallerState(IStateStore store, string owner)
    {
        _store = store;
        _owner = owner;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="key">The key: 1 to 256 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value, or <see langword="null"/> where there is none or it has expired.</returns>
    public ValueTask<StateEntry?> GetAsync(string key, CancellationToken cancellationToken = default) =>
        _store.GetAsync(_owner, Checked(key), cancellationToken);

    /// <summary>Writes a value.</summary>
    /// <param name="key">The key: 1 to 256 characters.</param>
    /// <param name="value">The value: up to 65,536 characters.</param>
    /// <param name="expiresIn">How long it is kept, above zero. Default: one hour.</param>
    /// <param name="ifVersion">
    /// The version that was read before, to write only where nobody else has written since;
    /// <see cref="StateEntry.Absent"/> to write only where there is nothing; <see langword="null"/> to write in any case.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was written, or <see langword="null"/> where another version is there: read again and decide again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is too long, or the expiry is not above zero.</exception>
    /// <exception cref="InvalidOperationException">The store is full.</exception>
    public ValueTask<StateEntry?> SetAsync(
        string key, string value, TimeSpan? expiresIn = null, string? ifVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxValueLength, nameof(value));
        var expiry = expiresIn ?? DefaultExpiry;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(expiry, TimeSpan.Zero, nameof(expiresIn));
        return _store.SetAsync(_owner, Checked(key), value, expiry, ifVersion, cancellationToken);
    }

    /// <summary>Writes a value as JSON; see the other overload.</summary>
    /// <param name="key">The key: 1 to 256 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The contract, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="expiresIn">How long it is kept, above zero. Default: one hour.</param>
    /// <param name="ifVersion">The version that must be there; see the other overload.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was written, or <see langword="null"/> where another version is there.</returns>
    public ValueTask<StateEntry?> SetAsync<T>(
        string key, T value, JsonTypeInfo<T> type, TimeSpan? expiresIn = null, string? ifVersion = null, CancellationToken cancellationToken = default) =>
        SetAsync(key, JsonSerializer.Serialize(value, type), expiresIn, ifVersion, cancellationToken);

    /// <summary>Removes a value.</summary>
    /// <param name="key">The key: 1 to 256 characters.</param>
    /// <param name="ifVersion">The version that was read before, or <see langword="null"/> to remove in any case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was removed.</returns>
    public ValueTask<bool> RemoveAsync(string key, string? ifVersion = null, CancellationToken cancellationToken = default) =>
        _store.RemoveAsync(_owner, Checked(key), ifVersion, cancellationToken);

    private static string Checked(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKeyLength, nameof(key));
        return key;
    }
}
