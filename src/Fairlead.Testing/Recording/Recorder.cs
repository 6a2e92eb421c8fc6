using System.Collections;

namespace Fairlead.Testing;

/// <summary>What a server has sent of one kind, in the order in which it came. May be read while more comes.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class Recorder<T> : IReadOnlyList<T>
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _timeout;
    private readonly Func<string> _describe;
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = NewSignal();

    internal Recorder(TimeSpan timeout, Func<string> describe)
    {
        _timeout = timeout;
        _describe = describe;
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock) return _items.Count;
        }
    }

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            lock (_lock) return _items[index];
        }
    }

    /// <summary>Waits until something has come.</summary>
    /// <param name="isIt">What is waited for. Default: anything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first that is it, also one that came before.</returns>
    /// <exception cref="McpTestException">It did not come within <see cref="McpTestOptions.Timeout"/>.</exception>
    public async Task<T> WaitAsync(Func<T, bool>? isIt = null, CancellationToken cancellationToken = default)
    {
        T? found = default;
        await UntilAsync(items =>
        {
            var index = isIt is null ? 0 : items.FindIndex(item => isIt(item));
            if (index < 0 || index >= items.Count) return false;
            found = items[index];
            return true;
        }, $"a {typeof(T).Name} that the test waits for", cancellationToken).ConfigureAwait(false);
        return found!;
    }

    /// <summary>Waits until so many have come.</summary>
    /// <param name="count">How many: 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All that have come.</returns>
    /// <exception cref="McpTestException">They did not come within <see cref="McpTestOptions.Timeout"/>.</exception>
    public async Task<IReadOnlyList<T>> WaitAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await UntilAsync(items => items.Count >= count, $"{count} of {typeof(T).Name}", cancellationToken).ConfigureAwait(false);
        return [.. this];
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        lock (_lock) return _items.ToList().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(T item)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _items.Add(item);
            (more, _more) = (_more, NewSignal());
        }

        more.SetResult();
    }

    private async Task UntilAsync(Predicate<List<T>> isEnough, string what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_timeout);
        try
        {
            while (true)
            {
                Task more;
                lock (_lock)
                {
                    if (isEnough(_items)) return;
                    more = _more.Task;
                }

                await more.WaitAsync(patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new McpTestException($"The server did not send {what} within {_timeout.TotalSeconds:0.###} s; {Count} came in all.\n{_describe()}");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
