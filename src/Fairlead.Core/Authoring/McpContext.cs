using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Binding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Fairlead;

/// <summary>
/// The call in progress, as the author of a component sees it. Declare a parameter of this type to receive it; it is valid
/// until the method's task has completed.
/// </summary>
[SuppressMessage("Design", "CA1068", Justification = "What follows the token is rarely written; the token nearly always is.")]
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

    /// <summary>Whether the client's user can be asked to fill in a form (<see cref="ElicitAsync{T}(string, CancellationToken, string?, string, int)"/>).</summary>
    public abstract bool CanElicit { get; }

    /// <summary>Whether the client's user can be sent to a page (<see cref="ElicitUrlAsync"/>).</summary>
    public abstract bool CanElicitUrl { get; }

    /// <summary>Whether the client's model can be asked (<see cref="SampleAsync(CreateMessageRequestParams, CancellationToken, string?, string, int)"/>).</summary>
    public abstract bool CanSample { get; }

    /// <summary>Whether the client shares directories (<see cref="ListRootsAsync"/>).</summary>
    public abstract bool CanListRoots { get; }

    /// <summary>
    /// Asks the user for a value by a form that is made of its type. The generator sees to the form.
    /// </summary>
    /// <remarks>
    /// From 2026-07-28 on nothing waits for the user: the component is unwound, and run again from the top when the client has
    /// the answer; what was answered then returns at once. Work before a question is done again, unless it stands in
    /// <see cref="OnceAsync(string, Func{CancellationToken, Task}, CancellationToken)"/>. To ask several questions in one round, start
    /// them before you await the first, or hand them to <see cref="Ask{T1, T2}"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the answer: a record or class of texts, numbers, Booleans and choices, or one such value.</typeparam>
    /// <param name="message">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>What the user did, and the answer.</returns>
    /// <exception cref="MissingCapabilityException">The client cannot ask its user; look at <see cref="CanElicit"/> first where there is another way.</exception>
    /// <exception cref="ToolException">The client refused, or nobody answered in time.</exception>
    /// <exception cref="InvalidOperationException">The generator could not see the call; the message says what to write.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "Replaced by generated code that uses the instance.")]
    public ValueTask<Elicited<T>> ElicitAsync<T>(
        string message, CancellationToken cancellationToken = default, string? key = null, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        throw new InvalidOperationException($"""
            Fairlead's generator did not see the call ElicitAsync<{typeof(T).Name}>(…) of {member}, line {line}. Check that the project references the package
            Fairlead (or Fairlead.Core), and that the type argument is a concrete type that the calling code names. Or hand over a form
            that you made yourself: ElicitAsync(new ElicitForm<{typeof(T).Name}>(schema, read), …).
            """);

    /// <summary>Asks the user for a value by a form that you made; see the other overload.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="form">The form.</param>
    /// <param name="message">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>What the user did, and the answer.</returns>
    /// <exception cref="MissingCapabilityException">The client cannot ask its user.</exception>
    /// <exception cref="ToolException">The client refused, or nobody answered in time.</exception>
    public abstract ValueTask<Elicited<T>> ElicitAsync<T>(
        ElicitForm<T> form, string message, CancellationToken cancellationToken = default, string? key = null, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0);

    /// <summary>
    /// Sends the user to a page, for what must not pass through the client, such as a password or a payment (SEP-1036). The
    /// answer says only whether the user went there.
    /// </summary>
    /// <param name="url">The page.</param>
    /// <param name="message">Why the user should go there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>What the user did.</returns>
    /// <exception cref="MissingCapabilityException">The client cannot send its user to pages.</exception>
    /// <exception cref="ToolException">The client refused, or nobody answered in time.</exception>
    public abstract ValueTask<ElicitAction> ElicitUrlAsync(
        Uri url, string message, CancellationToken cancellationToken = default, string? key = null, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0);

    /// <summary>Asks the client's model.</summary>
    /// <param name="request">The messages, and what else the protocol has for them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The model's answer.</returns>
    /// <exception cref="MissingCapabilityException">The client's model cannot be asked, or not be given tools.</exception>
    /// <exception cref="ToolException">The client refused, or nobody answered in time.</exception>
    public abstract ValueTask<CreateMessageResult> SampleAsync(
        CreateMessageRequestParams request, CancellationToken cancellationToken = default, string? key = null, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0);

    /// <summary>Asks the client's model one question in words.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="maxTokens">The longest answer, in tokens. Default: 1,024.</param>
    /// <param name="systemPrompt">How the model should answer.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The text of the answer.</returns>
    /// <exception cref="MissingCapabilityException">The client's model cannot be asked.</exception>
    /// <exception cref="ToolException">The client refused, or nobody answered in time.</exception>
    public async ValueTask<string> SampleAsync(
        string prompt, CancellationToken cancellationToken = default, int maxTokens = 1024, string? systemPrompt = null, string? key = null,
        [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        var result = await SampleAsync(
            new CreateMessageRequestParams
            {
                MaxTokens = maxTokens,
                SystemPrompt = systemPrompt,
                Messages = [new() { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
            },
            cancellationToken,
            key,
            member,
            line).ConfigureAwait(false);
        return string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
    }

    /// <summary>The client's model as a chat client of Microsoft.Extensions.AI, valid as long as this context.</summary>
    /// <returns>The chat client. Its answers come whole, not streamed.</returns>
    public IChatClient AsChatClient() => new SamplingChatClient(this);

    /// <summary>Asks for the directories that the client shares.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="key">What tells the question from others of the call. Default: where it is asked.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The directories.</returns>
    /// <exception cref="MissingCapabilityException">The client shares none.</exception>
    /// <exception cref="ToolException">The client refused, or did not answer in time.</exception>
    public abstract ValueTask<IReadOnlyList<Root>> ListRootsAsync(
        CancellationToken cancellationToken = default, string? key = null, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0);

    /// <summary>Waits for two questions that are asked in one round.</summary>
    /// <typeparam name="T1">The type of the first answer.</typeparam>
    /// <typeparam name="T2">The type of the second answer.</typeparam>
    /// <param name="first">A question that was started: <c>mcp.ElicitAsync&lt;T&gt;(…)</c> without <c>await</c>.</param>
    /// <param name="second">Another one.</param>
    /// <returns>The answers.</returns>
    [SuppressMessage("Performance", "CA1822", Justification = "Reads as mcp.Ask(…), beside the questions that it takes.")]
    public async ValueTask<(T1 First, T2 Second)> Ask<T1, T2>(ValueTask<T1> first, ValueTask<T2> second)
    {
        var (one, two) = (first.AsTask(), second.AsTask());
        await Task.WhenAll(one, two).ConfigureAwait(false);
        return (await one.ConfigureAwait(false), await two.ConfigureAwait(false));
    }

    /// <summary>Waits for three questions that are asked in one round.</summary>
    /// <typeparam name="T1">The type of the first answer.</typeparam>
    /// <typeparam name="T2">The type of the second answer.</typeparam>
    /// <typeparam name="T3">The type of the third answer.</typeparam>
    /// <param name="first">A question that was started: <c>mcp.ElicitAsync&lt;T&gt;(…)</c> without <c>await</c>.</param>
    /// <param name="second">Another one.</param>
    /// <param name="third">A third one.</param>
    /// <returns>The answers.</returns>
    public async ValueTask<(T1 First, T2 Second, T3 Third)> Ask<T1, T2, T3>(ValueTask<T1> first, ValueTask<T2> second, ValueTask<T3> third)
    {
        var ((one, two), three) = await Ask(Ask(first, second), third).ConfigureAwait(false);
        return (one, two, three);
    }

    /// <summary>
    /// Does something with side effects once, however often the call is run again for its questions: the result travels with
    /// the call, sealed.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="key">What tells it from other work of the call.</param>
    /// <param name="work">The work.</param>
    /// <param name="type">The contract of the result, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    /// <returns>The result.</returns>
    public abstract ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, CancellationToken cancellationToken = default);

    /// <summary>Does something with side effects once; see the other overload. Code that writes and reads the result is generated.</summary>
    /// <typeparam name="T">The type of the result: what a tool may both take and return.</typeparam>
    /// <param name="key">What tells it from other work of the call.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The generator could not see the call; the message says what to write.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "Replaced by generated code that uses the instance.")]
    public ValueTask<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"""
            Fairlead's generator did not see the call OnceAsync("{key}", …). Check that the project references the package Fairlead (or
            Fairlead.Core), and that the result is of a concrete type. Or hand over a contract: OnceAsync("{key}", …, MyJsonContext.Default.{typeof(T).Name}).
            """);

    /// <summary>Does something with side effects once; see the other overload.</summary>
    /// <param name="key">What tells it from other work of the call.</param>
    /// <param name="work">The work; its result is a text.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    /// <returns>The result.</returns>
    public ValueTask<string> OnceAsync(string key, Func<CancellationToken, Task<string>> work, CancellationToken cancellationToken = default) =>
        OnceAsync(key, work, OnceJson.Default.String, cancellationToken);

    /// <summary>Does something with side effects once; see the other overload.</summary>
    /// <param name="key">What tells it from other work of the call.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    /// <returns>A task that completes when it is done, or at once where it was.</returns>
    public async ValueTask OnceAsync(string key, Func<CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        await OnceAsync(
            key,
            async token =>
            {
                await work(token).ConfigureAwait(false);
                return true;
            },
            OnceJson.Default.Boolean,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Answers the client with the handle of a task; what follows runs as the task, and the client comes back for the result
    /// (SEP-2663). For tools that ask or check something first; a tool that always runs as a task says so in its attribute
    /// (<see cref="McpToolAttribute.TaskSupport"/>). Take scoped services after this, not before.
    /// </summary>
    /// <param name="required">Refuse clients that know no tasks. Default: go on, and let them wait.</param>
    /// <returns>Whether the call is a task now.</returns>
    /// <exception cref="MissingCapabilityException">The client knows no tasks, and <paramref name="required"/> was set.</exception>
    public abstract ValueTask<bool> BecomeTaskAsync(bool required = false);

    /// <summary>
    /// Lets go of the client's HTTP connection while the call goes on: the client comes back for the result (2025-11-25,
    /// SEP-1699). For calls that take minutes. Does nothing where a client could not come back: on stdio, without a session, and
    /// for clients older or newer than 2025-11-25.
    /// </summary>
    /// <param name="retryAfter">How long the client should wait before it comes back.</param>
    /// <returns>A task that completes when the connection was let go.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative, or longer than a day.</exception>
    public abstract ValueTask CloseStreamAsync(TimeSpan retryAfter);

    /// <summary>
    /// Values kept for the caller from call to call. An authenticated caller has them wherever the next call arrives; one who is
    /// not known has them within a conversation (stdio, in-memory).
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller is not known, and there is no conversation: stateless HTTP.</exception>
    public abstract CallerState State { get; }

    /// <summary>Tells those who subscribed to a resource that it has changed; see <see cref="IMcpNotifier"/>.</summary>
    /// <param name="uri">The resource's URI, as clients read it; for a template, with its variables filled in.</param>
    /// <returns>A task that completes when the change was noted; it does not wait for clients.</returns>
    /// <exception cref="ArgumentException">The URI is empty.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "Compared as written; System.Uri would normalise it.")]
    public abstract ValueTask NotifyResourceUpdatedAsync(string uri);

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
