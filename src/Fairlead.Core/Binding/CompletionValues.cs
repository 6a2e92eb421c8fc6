using System.ComponentModel;
using Fairlead.Components;

namespace Fairlead.Binding;

/// <summary>Chooses the values that fit what has been typed. Called by generated code; not meant for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CompletionValues
{
    /// <summary>The greatest number of values in one reply ("Completion" in every revision).</summary>
    internal const int MaxSent = 100;

    /// <summary>Values that fit: first those that begin with the text, then those that hold it, in any case.</summary>
    /// <param name="values">All values; <see langword="null"/> is none.</param>
    /// <param name="query">What has been typed.</param>
    public static IEnumerable<string> Matching(IEnumerable<string>? values, CompletionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<string> first = [];
        List<string> rest = [];
        foreach (var value in values ?? [])
        {
            if (value.StartsWith(query.Text, StringComparison.OrdinalIgnoreCase)) first.Add(value);
            else if (value.Contains(query.Text, StringComparison.OrdinalIgnoreCase)) rest.Add(value);
        }

        first.AddRange(rest);
        return first;
    }

    /// <summary>Values that a method has chosen itself. They are read now, while its object is there, but no more than it takes to know that there are more than are sent.</summary>
    /// <param name="values">The values; <see langword="null"/> is none.</param>
    public static IEnumerable<string> AsGiven(IEnumerable<string>? values) =>
        values as ICollection<string> ?? Begun([.. (values ?? []).Take(MaxSent + 1)]);

    /// <summary>Values that fit; see <see cref="Matching"/>.</summary>
    /// <param name="values">All values.</param>
    /// <param name="query">What has been typed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<IEnumerable<string>> MatchingAsync(IAsyncEnumerable<string> values, CompletionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> all = [];
        await foreach (var value in values.WithCancellation(cancellationToken).ConfigureAwait(false)) all.Add(value);
        return Matching(all, query);
    }

    /// <summary>Values that a method has chosen itself. No more are read than it takes to know that there are more than are sent.</summary>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<IEnumerable<string>> AsGivenAsync(IAsyncEnumerable<string> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> all = [];
        await foreach (var value in values.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(value);
            if (all.Count > MaxSent) break;
        }

        return Begun(all);
    }

    // How many there are in all is not known; behind a sequence, the count is not taken for the total.
    private static IEnumerable<string> Begun(List<string> all) => all.Count > MaxSent ? all.Where(static _ => true) : all;
}
