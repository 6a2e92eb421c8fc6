using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>
/// The call in progress, as the author of a component sees it. Declare a parameter of this type to receive it; it is valid
/// until the method's task has completed.
/// </summary>
public abstract class McpContext
{
    /// <summary>Who is calling. Never <see langword="null"/>; unauthenticated where nobody was identified.</summary>
    public abstract ClaimsPrincipal Caller { get; }

    /// <summary>The services of this call (one scope per call).</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Signalled when the client cancels or goes away, when the timeout ends, and when the server stops.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// A logger whose messages reach the server's log and, where the client asked for logs at that level, the client too
    /// (<c>notifications/message</c>).
    /// </summary>
    public abstract ILogger Log { get; }

    /// <summary>
    /// Tells the client how far the call is (<c>notifications/progress</c>). Does nothing where the client did not ask for
    /// progress, and drops values that do not increase, as the protocol demands.
    /// </summary>
    /// <param name="progress">How much is done. Must increase with every call.</param>
    /// <param name="total">How much there is to do; <see langword="null"/> where that is not known.</param>
    /// <param name="message">What is happening, for people. Left out for clients older than 2025-03-26.</param>
    /// <returns>A task that completes when the notification has been handed to the transport.</returns>
    public abstract ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null);

    /// <summary>
    /// Values kept for the caller from call to call. An authenticated caller has them wherever the next call arrives; one who is
    /// not known has them within a conversation (stdio, in-memory).
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller is not known, and there is no conversation: stateless HTTP.</exception>
    public abstract CallerState State { get; }

    /// <summary>Calls a tool of this server as the same caller, through the same middleware and limits.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments, or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result; look at <see cref="CallToolResult.IsError"/>.</returns>
    /// <exception cref="ToolException">There is no such tool, or the calls are nested more than 8 deep.</exception>
    public abstract ValueTask<CallToolResult> CallToolAsync(string name, JsonObject? arguments = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a resource of this server as the same caller, through the same middleware and limits.</summary>
    /// <param name="uri">The resource's URI.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The contents.</returns>
    /// <exception cref="ToolException">There is no such resource, it failed, or the calls are nested more than 8 deep.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "Compared as written; System.Uri would normalise it.")]
    public abstract ValueTask<ReadResourceResult> ReadResourceAsync(string uri, CancellationToken cancellationToken = default);
}
