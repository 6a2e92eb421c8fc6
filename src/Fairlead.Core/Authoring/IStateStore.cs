namespace Fairlead;

/// <summary>
/// Where <see cref="CallerState"/> keeps its values. Register one in the services to share them between instances; the default
/// keeps them in memory.
/// </summary>
public interface IStateStore
{
    /// <summary>Reads a value.</summary>
    /// <param name="owner">Whose value it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value, or <see langword="null"/> where there is none or it has expired.</returns>
    ValueTask<StateEntry?> GetAsync(string owner, string key, CancellationToken cancellationToken);

    /// <summary>Writes a value.</summary>
    /// <param name="owner">Whose value it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="expiresIn">How long it is kept.</param>
    /// <param name="ifVersion">The version that must be there; <see cref="StateEntry.Absent"/> for none; <see langword="null"/> for whichever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was written, or <see langword="null"/> where another version is there.</returns>
    ValueTask<StateEntry?> SetAsync(string owner, string key, string value, TimeSpan expiresIn, string? ifVersion, CancellationToken cancellationToken);

    /// <summary>Removes a value.</summary>
    /// <param name="owner">Whose value it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="ifVersion">The version that must be there, or <see langword="null"/> for whichever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was removed.</returns>
    ValueTask<bool> RemoveAsync(string owner, string key, string? ifVersion, CancellationToken cancellationToken);
}
