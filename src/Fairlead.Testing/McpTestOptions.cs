using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Protocol;
using Fairlead.Security;
using Fairlead.Testing.Answering;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Fairlead.Testing;

/// <summary>How a test talks to its server: in which revision, as whom, and what its side answers.</summary>
public sealed class McpTestOptions
{
    private TimeSpan _timeout = TimeSpan.FromSeconds(30);

    internal McpTestOptions()
    {
    }

    /// <summary>The protocol revision that the client speaks. Default: the newest.</summary>
    public ProtocolRevision Revision { get; set; } = ProtocolRevision.All[0];

    /// <summary>
    /// The lowest level of log messages that the client asks for; <see cref="LogLevel.None"/> for no messages. Default:
    /// <see cref="LogLevel.Information"/>.
    /// </summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>
    /// The server's clock, such as a <c>FakeTimeProvider</c>: timeouts, limits and expiries go by it. Only for the first client of an
    /// application, with which it starts. Default: the application's own.
    /// </summary>
    public TimeProvider? Time { get; set; }

    /// <summary>How long the client waits for anything, by the real clock, before the test fails. Default: 30 s.</summary>
    /// <value>Above zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range.</exception>
    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeout = value;
        }
    }

    internal Script Script { get; } = new();

    internal ClaimsPrincipal? Caller { get; private set; }

    internal List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>
    /// The client is this caller, on every transport, as if the server had found out by itself. To test how it finds out, send it what
    /// it looks at: <see cref="Header"/>.
    /// </summary>
    /// <param name="subject">Who calls (claim <c>sub</c>).</param>
    /// <param name="scopes">The caller's scopes. Default: none.</param>
    /// <param name="roles">The caller's roles. Default: none.</param>
    /// <param name="claims">What else is known of the caller. Default: nothing.</param>
    /// <returns>These options.</returns>
    public McpTestOptions As(string subject, IEnumerable<string>? scopes = null, IEnumerable<string>? roles = null, IEnumerable<Claim>? claims = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        return As(new KnownCaller("Test", subject, roles ?? [], scopes ?? [], claims ?? []));
    }

    /// <summary>The client is this caller, on every transport.</summary>
    /// <param name="caller">The caller.</param>
    /// <returns>These options.</returns>
    public McpTestOptions As(ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Caller = caller;
        return this;
    }

    /// <summary>Sends a header with every HTTP request, such as <c>Authorization</c>. Means nothing on other transports.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value.</param>
    /// <returns>These options.</returns>
    public McpTestOptions Header(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        Headers.Add(new(name, value));
        return this;
    }

    /// <summary>The user fills in forms that were made of a type; other forms are left to other answers.</summary>
    /// <typeparam name="T">The type of the form, as in <c>mcp.ElicitAsync&lt;T&gt;(…)</c>.</typeparam>
    /// <param name="answer">Fills in the form.</param>
    /// <returns>These options.</returns>
    [RequiresUnreferencedCode(JsonText.Reflection.Unreferenced)]
    [RequiresDynamicCode(JsonText.Reflection.Dynamic)]
    public McpTestOptions Answer<T>(Func<Elicitation, T> answer) => Answer(answer, (JsonTypeInfo<T>)JsonText.Reflection.Options.GetTypeInfo(typeof(T)));

    /// <summary>The user fills in forms that were made of a type; other forms are left to other answers.</summary>
    /// <typeparam name="T">The type of the form, as in <c>mcp.ElicitAsync&lt;T&gt;(…)</c>.</typeparam>
    /// <param name="answer">Fills in the form.</param>
    /// <param name="type">How the type is written as JSON.</param>
    /// <returns>These options.</returns>
    public McpTestOptions Answer<T>(Func<Elicitation, T> answer, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(type);
        return AnswerElicitation(TypedAnswer.Make(answer, type));
    }

    /// <summary>The user answers questions: forms and pages. Of several answers the first that is one counts.</summary>
    /// <param name="answer">The answer, or <see langword="null"/> where the question is left to the next.</param>
    /// <returns>These options.</returns>
    public McpTestOptions AnswerElicitation(Func<Elicitation, ElicitationAnswer?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Script.AddUser(answer);
        return this;
    }

    /// <summary>The user refuses to answer what nothing before this answers.</summary>
    /// <returns>These options.</returns>
    public McpTestOptions Decline() => AnswerElicitation(static _ => ElicitationAnswer.Decline);

    /// <summary>The user closes the questions that nothing before this answers.</summary>
    /// <returns>These options.</returns>
    public McpTestOptions Cancel() => AnswerElicitation(static _ => ElicitationAnswer.Cancel);

    /// <summary>The client's model says the same whatever it is asked.</summary>
    /// <param name="text">What it says.</param>
    /// <returns>These options.</returns>
    public McpTestOptions AnswerSampling(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AnswerSampling(_ => text);
    }

    /// <summary>The client's model answers with texts.</summary>
    /// <param name="answer">What it says to a request.</param>
    /// <returns>These options.</returns>
    public McpTestOptions AnswerSampling(Func<CreateMessageRequestParams, string> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AnswerSampling(request => new CreateMessageResult
        {
            Role = Role.Assistant,
            Model = "scripted",
            StopReason = "endTurn",
            Content = [new TextContentBlock { Text = answer(request) }],
        });
    }

    /// <summary>The client's model answers with anything.</summary>
    /// <param name="answer">What it answers to a request.</param>
    /// <returns>These options.</returns>
    public McpTestOptions AnswerSampling(Func<CreateMessageRequestParams, CreateMessageResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Script.SetModel(answer);
        return this;
    }

    /// <summary>The client shares directories.</summary>
    /// <param name="uris">The directories, such as <c>file:///home/ada</c>; may be none.</param>
    /// <returns>These options.</returns>
    public McpTestOptions Roots(params IEnumerable<string> uris)
    {
        ArgumentNullException.ThrowIfNull(uris);
        Script.AddRoots(uris);
        return this;
    }
}
