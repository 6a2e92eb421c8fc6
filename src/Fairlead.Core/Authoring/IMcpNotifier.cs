using System.Diagnostics.CodeAnalysis;

namespace Fairlead;

/// <summary>
/// Tells clients what has changed, from anywhere in the application: inject it into background services, endpoints and
/// components. That lists have changed is told by itself whenever components are added or removed.
/// </summary>
public interface IMcpNotifier
{
    /// <summary>
    /// Tells those who subscribed to a resource of any server of the application that it has changed
    /// (<c>notifications/resources/updated</c>). Nobody else notices. While a client is slow to read, several changes of a
    /// resource are told as one.
    /// </summary>
    /// <param name="uri">The resource's URI, as clients read it; for a template, with its variables filled in.</param>
    /// <returns>A task that completes when the change was noted; it does not wait for clients.</returns>
    /// <exception cref="ArgumentException">The URI is empty.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "Compared as written; System.Uri would normalise it.")]
    ValueTask NotifyResourceUpdatedAsync(string uri);
}
