using System.Buffers;
using System.Security.Claims;
using System.Text;
using Fairlead.Components;
using Fairlead.Engine.Asking;
using Fairlead.Engine.Tasks;
using Fairlead.Protocol;
using Fairlead.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Engine;

/// <summary>
/// The engine's side of a call: the message's bytes, the reply's bytes, and what belongs to them. Pooled; everything that is
/// handed to authors is either copied or cut off when the call ends.
/// </summary>
internal sealed class RequestCall : McpCall, IDisposable
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private readonly McpServer _server;
    private readonly PooledBuffer _body = new();
    private readonly McpResult _result = new();
    private McpResult? _replacement;
    private Asker? _asker;
    private RequestContext? _context;
    private AsyncServiceScope? _scope;
    private Message _message;
    private Catalog? _offered;

    public RequestCall(McpServer server)
    {
        _server = server;
        Lifetime = new CallLifetime(server.Time);
    }

    /// <summary>The server that the call came to.</summary>
    public McpServer Server => _server;

    /// <summary>How many calls of components stand round this one.</summary>
    public int Depth { get; set; }

    /// <summary>How the client is asked. A call that is nested in another one asks as that one does.</summary>
    public Asker Asker
    {
        get => _asker ??= SpokenRevision.IsModern ? new RoundAsker(this) : new ConversationAsker(this);
        set => _asker = value;
    }

    /// <summary>The rounds of the call, where it has asked anything or brings answers.</summary>
    public RoundAsker? Rounds => _asker as RoundAsker;

    /// <summary>The task that the call has become, or <see langword="null"/>.</summary>
    public McpTask? Task { get; private set; }

    /// <summary>When the call became a task, as a timestamp of the server's clock.</summary>
    public long TaskStarted { get; private set; }

    /// <summary>What stands before the keys of the call's questions: which of the calls nested in another one it is.</summary>
    public string QuestionPrefix { get; set; } = "";

    /// <summary>Whether the call brings answers to what an earlier one of the same kind asked.</summary>
    public bool AnswersQuestions =>
        SpokenRevision.IsModern && Depth == 0 && (!_message.InputResponses.IsEmpty || !_message.RequestState.IsEmpty);

    /// <summary>The message, as read.</summary>
    public ref readonly Message Message => ref _message;

    /// <summary>The length of the message.</summary>
    public int MessageBytes => _body.WrittenCount;

    /// <summary>The conversation that the message belongs to. Set when read; by a transport once more where it knows only then.</summary>
    public McpConnection Connection { get; set; } = null!;

    /// <summary>Where messages that precede the reply go.</summary>
    public MessageChannel Channel { get; private set; } = null!;

    /// <summary>When the call has to end.</summary>
    public CallLifetime Lifetime { get; }

    /// <summary>The method, once it was found.</summary>
    public McpMethod? Handler { get; set; }

    /// <summary>The catalog that this call began with.</summary>
    public Catalog Catalog { get; private set; } = null!;

    /// <summary>The revision of the reply. Set by the transport's rules before dispatch.</summary>
    public ProtocolRevision SpokenRevision { get; set; } = ProtocolRevision.LatestLegacy;

    /// <summary>What the client can do: as each modern request says, or as a legacy conversation began.</summary>
    public ClientCapabilities ClientCapabilities => SpokenRevision.IsModern ? new(_message.MetaCapabilities) : Connection.Capabilities;

    /// <summary>Whose share of the server's places the call takes; <see langword="null"/> where it takes nobody's.</summary>
    public CallerKey? Place { get; set; }

    /// <summary>Who is calling. Set by the transport.</summary>
    public ClaimsPrincipal? AuthenticatedCaller { get; private set; }

    /// <summary>What the caller sees, where that depends on who calls.</summary>
    public CallerAccess? Access { get; private set; }

    /// <summary>The scopes for want of which the call was refused; empty where that was not the reason.</summary>
    public IReadOnlyList<string> MissingScopes { get; private set; } = [];

    /// <summary>When to come back, where the call was refused for now.</summary>
    public TimeSpan RetryAfter { get; private set; }

    /// <summary>The message was refused before anything ran.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Why the caller may not have what it asks for, or <see langword="null"/>: a few words for the audit, set by what decides on access.</summary>
    public string? Denial { get; set; }

    /// <summary>The component goes on although its call has ended; nothing of this object may be reused.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The component ran on after it first had to wait, so that its token may still be held somewhere.</summary>
    public bool WasPending { get; set; }

    /// <summary>Whether there is anything to send.</summary>
    public bool HasReply => _message.Kind is MessageKind.Request or MessageKind.Invalid && Lifetime.Reason != AbortReason.Cancelled;

    internal override bool DependsOnAnswers => _asker is not null || AnswersQuestions;

    public override string Method => Handler?.Name ?? Encoding.UTF8.GetString(_message.Method.Span);

    public override ProtocolRevision Revision => SpokenRevision;

    public override ReadOnlyMemory<byte> Params => _message.Params;

    public override bool StrictArguments => _server.Options.StrictArguments;

    public override ClaimsPrincipal Caller => AuthenticatedCaller ?? Nobody;

    public override CancellationToken CancellationToken => Lifetime.Token;

    public override McpContext Context => _context ??= new RequestContext(this, _server.Loggers);

    public override McpResult Result => _result;

    public override IServiceProvider Services
    {
        get
        {
            // The scope of a request that has been answered is gone; a task outlives it.
            if (Task is null && Channel.RequestServices is { } services) return services;
            _scope ??= _server.Services.CreateAsyncScope();
            return _scope.Value.ServiceProvider;
        }
    }

    /// <summary>The tail of the reply and its body, which is what the client sees; the component may still write elsewhere.</summary>
    public McpResult Answer => _replacement ?? _result;

    /// <summary>Settles who calls, and what the caller may see. The transport does so before it reads the message into the call.</summary>
    public ValueTask AdmitAsync(ClaimsPrincipal? caller)
    {
        AuthenticatedCaller = caller;
        var served = _server.Served;
        _offered = served.Public;
        if (served.Permissions is not { } permissions) return default;
        var finding = permissions.FindAsync(caller);
        if (!finding.IsCompletedSuccessfully) return AdmitAsync(finding);
        Admit(finding.Result);
        return default;
    }

    /// <summary>Takes a message. The bytes are copied, so that the transport may go on with its buffer.</summary>
    public void Read(McpConnection connection, MessageChannel channel, in ReadOnlySequence<byte> body)
    {
        foreach (var segment in body) _body.Write(segment.Span);
        Connection = connection;
        Channel = channel;
        Catalog = _offered ?? _server.Served.Public;
        _message = MessageReader.Read(_body.WrittenMemory, _server.Options.Limits);
        Arguments = _message.Arguments;
        if (_message.Fault is { } fault) Refuse(fault);
    }

    /// <summary>Refuses the message before anything runs.</summary>
    public void Refuse(JsonRpcError error)
    {
        IsRefused = true;
        if (error.Code is ErrorCodes.AuthenticationRequired or ErrorCodes.InsufficientScope) _server.Metrics.AuthFailed();
        Fail(error);
    }

    /// <summary>Answers with an error in place of a result that there is already.</summary>
    public void Withhold(JsonRpcError error)
    {
        Error = error;
        Answer.Clear();
    }

    /// <summary>Refuses the message for now: the same one may be taken later.</summary>
    public void RefuseForNow(string why, TimeSpan retryAfter)
    {
        RetryAfter = retryAfter;
        _server.Metrics.RateLimited();
        var milliseconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalMilliseconds));
        Refuse(JsonRpcError.WithData(
            ErrorCodes.Overloaded, why, writer => writer.WriteNumber("retryAfterMs"u8, milliseconds)));
    }

    /// <summary>Refuses the message, because the caller needs more scopes than it has.</summary>
    public void RefuseFor(IReadOnlyList<string> scopes)
    {
        MissingScopes = scopes;
        Refuse(JsonRpcError.WithData(ErrorCodes.InsufficientScope, $"The token lacks scopes: {string.Join(' ', scopes)}.", "scope", string.Join(' ', scopes)));
    }

    /// <summary>Names the component that is called.</summary>
    public void Select(Component? component, string? uri = null)
    {
        Component = component;
        Uri = uri;
    }

    /// <summary>Takes the answers that the call brings. May refuse the call.</summary>
    public ValueTask OpenRoundAsync() => ((RoundAsker)Asker).OpenAsync();

    /// <summary>Gives up on a component that does not stop: the client gets an answer, the component keeps its call.</summary>
    public void Abandon(string answer)
    {
        IsAbandoned = true;
        _context?.Detach();
        _replacement = new McpResult();
        if (Component is Tool) _replacement.SetError(answer);
        else Error = new JsonRpcError(ErrorCodes.InternalError, answer);
    }

    /// <summary>
    /// Answers the client with the handle of a task; the component goes on as the task, and keeps this object.
    /// </summary>
    /// <returns><see langword="false"/> where the client knows no tasks, or the server has none to give.</returns>
    public bool TryBecomeTask()
    {
        if (Task is not null) return true;
        if (Depth > 0 || Component is not Tool || _server.Tasks is not { } tasks || !McpTasks.IsKnownTo(this) || tasks.TryCreate(this) is not { } task) return false;
        IsAbandoned = true;
        _asker = new TaskAsker(this, task);
        _replacement = new McpResult();
        TaskStarted = _server.Time.GetTimestamp();
        var writer = _replacement.RewriteAs(ResultType.Task);
        writer.WriteStartObject();
        task.Write(writer, details: false);
        writer.WriteEndObject();
        Task = task;
        Lifetime.Detach(tasks.TimeToLive);
        return true;
    }

    /// <summary>What the component has written, with its <c>_meta</c>, as one JSON object of its own.</summary>
    public byte[] FinishedResult()
    {
        var json = _result.Json.Span;
        return _result.Meta.IsEmpty ? json.ToArray() : [.. json[..^1], .. json.Length > 2 ? ","u8 : default, .. "\"_meta\":"u8, .. _result.Meta.Span, (byte)'}'];
    }

    /// <summary>Cuts the author's context off and disposes the services.</summary>
    public ValueTask EndAsync()
    {
        _context?.Detach();
        if (_scope is not { } scope) return default;
        _scope = null;
        return scope.DisposeAsync();
    }

    /// <summary>Makes the object ready for another message.</summary>
    public void Reset()
    {
        Forget();
        _body.Clear();
        _result.Clear();
        _replacement?.Dispose();
        _replacement = null;
        _asker = null;
        QuestionPrefix = "";
        _context = null;
        _message = default;
        Handler = null;
        Connection = null!;
        Channel = null!;
        Catalog = null!;
        SpokenRevision = ProtocolRevision.LatestLegacy;
        AuthenticatedCaller = null;
        Access = null;
        MissingScopes = [];
        RetryAfter = default;
        _offered = null;
        Depth = 0;
        IsRefused = false;
        Denial = null;
        Lifetime.Reset(WasPending);
        WasPending = false;
        Place = null;
    }

    public void Dispose()
    {
        _body.Dispose();
        _result.Dispose();
        Lifetime.Dispose();
    }

    private async ValueTask AdmitAsync(ValueTask<CallerAccess> finding) => Admit(await finding.ConfigureAwait(false));

    private void Admit(CallerAccess access)
    {
        Access = access;
        _offered = access.Catalog;
    }
}
