using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Security.Claims;
using Fairlead.Auditing;
using Fairlead.Components;
using Fairlead.Engine.Asking;
using Fairlead.Engine.Methods;
using Fairlead.Engine.Subscriptions;
using Fairlead.Engine.Tasks;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Limits;
using Fairlead.Protocol;
using Fairlead.Security;
using Fairlead.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fairlead.Engine;

/// <summary>A server that is ready to answer, whatever the transport.</summary>
internal sealed class McpServer : IMeteredServer, IAsyncDisposable
{
    private const int MaxPooledCalls = 256;

    private readonly ConcurrentQueue<RequestCall> _pool = new();
    private readonly ServerStamp _stamp;
    private readonly McpServerBuilder _builder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly AccessRules _access;
    private readonly CallLimits _limits;
    private readonly AuditRefusals? _refusals;
    private volatile ServedComponents _served;
    private Task? _draining;

    /// <summary>Makes a server of what was built.</summary>
    /// <exception cref="ArgumentException">The server's name, title, description or instructions hold invisible characters.</exception>
    /// <exception cref="InvalidOperationException">A component takes a registered service as an argument.</exception>
    public McpServer(McpServerBuilder builder, IServiceProvider services)
    {
        _builder = builder;
        Services = services;
        Options = builder.Options;
        ServerRules.Check(Options);
        Time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        StateStore = services.GetService<IStateStore>() ?? new MemoryStateStore(Time);
        _stamp = new ServerStamp(Options);
        Listeners = new Listeners(Options.Limits.MaxSubscriptions, Options.Limits.MaxSubscriptionsPerCaller, Time);
        _limits = new CallLimits(Options.Name, builder.Limits, services.GetService<IRateLimiter>(), Time);
        _access = new AccessRules(builder.Authorization, builder.AuthenticatesCallers, builder.Policies, services);
        _served = CatalogPermissions.Restrict([], _access, Options.PageSize);
        builder.Components.Observe(Serve);
        builder.Notifier.Add(Listeners);
        Seal = new StateSeal(services.GetService<McpKeyRing>() ?? new McpKeyRing());
        Tasks = builder.Tasks is { } tasks ? new McpTasks(tasks, Time) : null;
        Failures = new CallFailures(Loggers.CreateLogger("Fairlead.Engine"), Options);
        Metrics = McpMetrics.Of(services.GetService<IMeterFactory>());
        var observer = new CallObserver(Metrics, Loggers.CreateLogger("Fairlead.Calls"), Time);
        Audit = builder.Audit.IsConfigured ? builder.Audit.Build(Metrics, Loggers, Time) : null;
        _refusals = Audit is null ? null : new AuditRefusals(Audit, Time);
        Auditor = Audit is null ? null : new CallAuditor(Audit, _refusals!, builder.Audit.Key, Time);
        Engine = new McpEngine(new MethodTable(Methods()), Make(builder.Middleware), _limits, Failures, observer, Auditor, Options, Time);
    }

    /// <summary>Who calls over stdio, where that is known.</summary>
    public ClaimsPrincipal? ConversationCaller => _builder.ConversationCaller;

    /// <summary>The identity, behaviour and limits.</summary>
    public McpServerOptions Options { get; }

    /// <summary>The application's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where state of callers is kept.</summary>
    public IStateStore StateStore { get; }

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>Seals what clients carry from round to round.</summary>
    public StateSeal Seal { get; }

    /// <summary>The tasks, where tools may run as such.</summary>
    public McpTasks? Tasks { get; }

    /// <summary>What the server counts and measures.</summary>
    public McpMetrics Metrics { get; }

    /// <summary>Where audit records go, or <see langword="null"/> where none are made.</summary>
    public AuditTrail? Audit { get; }

    /// <summary>Makes the audit records, or <see langword="null"/> where none are made.</summary>
    public CallAuditor? Auditor { get; }

    /// <summary>What clients are told of failures.</summary>
    public CallFailures Failures { get; }

    /// <summary>The engine.</summary>
    public McpEngine Engine { get; }

    /// <summary>Signalled when the server is told to stop: streams that belong to no call end, calls have time to finish.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Those who are told of changes.</summary>
    public Listeners Listeners { get; }

    /// <summary>Tells clients what has changed.</summary>
    public IMcpNotifier Notifier => _builder.Notifier;

    /// <summary>The components that are served now, and to whom.</summary>
    public ServedComponents Served => _served;

    /// <summary>All components that are served now, whoever may call them.</summary>
    public Catalog Catalog => _served.Everything;

    string IMeteredServer.Name => Options.Name;

    string IMeteredServer.Version => Options.Version;

    int IMeteredServer.RequestsInFlight => Engine.InFlight.Count;

    int IMeteredServer.Subscriptions => Listeners.Streams;

    /// <summary>The server was told to stop.</summary>
    public bool IsDraining => Volatile.Read(ref _draining) is not null;

    /// <summary>Opens what the server needs before it may answer.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        UnreachableComponents.Log(Loggers, _served);
        foreach (var lifespan in _builder.Lifespans) await lifespan.OpenAsync(Services, cancellationToken).ConfigureAwait(false);
        if (Audit is not null) await Audit.OpenAsync(cancellationToken).ConfigureAwait(false);
        Metrics.Add(this);
    }

    /// <summary>
    /// Ends subscriptions at once, and waits for the calls in flight, up to the drain timeout. Asked again, it goes on with the
    /// same waiting.
    /// </summary>
    public Task DrainAsync()
    {
        lock (_pool)
        {
            if (_draining is not null) return _draining;
            _draining = Engine.InFlight.DrainAsync(Options.DrainTimeout, Time);
        }

        Listeners.Close();
        _stopping.Cancel();
        return _draining;
    }

    /// <summary>A call to read a message into.</summary>
    public RequestCall Rent() => _pool.TryDequeue(out var call) ? call : new RequestCall(this);

    /// <summary>Writes the reply of a call that has ended.</summary>
    public void WriteReply(RequestCall call, ReplyFrame frame) => frame.Write(call, _stamp);

    /// <summary>Ends a call whose reply was written, and takes it back.</summary>
    public async ValueTask ReturnAsync(RequestCall call)
    {
        if (call.IsAbandoned) return;
        await call.EndAsync().ConfigureAwait(false);
        call.Reset();
        if (_pool.Count < MaxPooledCalls) _pool.Enqueue(call);
        else call.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _refusals?.Dispose();
        if (Audit is not null) await Audit.DisposeAsync().ConfigureAwait(false);
        _builder.Components.Forget(Serve);
        _builder.Notifier.Remove(Listeners);
        Listeners.Dispose();
        Metrics.Remove(this);
        while (_pool.TryDequeue(out var call)) call.Dispose();
        Engine.Dispose();
        _stopping.Dispose();
        _limits.Dispose();
    }

    private IEnumerable<McpMethod> Methods()
    {
        var capabilities = new Capabilities(Options, _builder.Extensions);
        var runner = new ComponentRunner(Failures, Make(_builder.ToolMiddleware));
        return
        [
            new Initialize(Options, capabilities),
            new Initialized(),
            new Ping(),
            new Discover(Options, capabilities),
            new SetLevel(),
            new Listen(Options.Limits),
            new SubscribeResource(MethodNames.ResourcesSubscribe, subscribes: true, Options.Limits),
            new SubscribeResource(MethodNames.ResourcesUnsubscribe, subscribes: false, Options.Limits),
            new Cancelled(),
            new ListComponents(MethodNames.ToolsList, ComponentKind.Tool),
            new ListComponents(MethodNames.ResourcesList, ComponentKind.Resource),
            new ListComponents(MethodNames.ResourceTemplatesList, ComponentKind.ResourceTemplate),
            new ListComponents(MethodNames.PromptsList, ComponentKind.Prompt),
            new CallNamed(MethodNames.ToolsCall, ComponentKind.Tool, runner, Options.Limits),
            new CallNamed(MethodNames.PromptsGet, ComponentKind.Prompt, runner, Options.Limits),
            new ReadResource(runner, Options.Limits),
            new Complete(Options.Limits),
            .. Tasks is null ? [] : TaskMethod.All(Tasks),
            .. from extension in _builder.Extensions
               from method in extension.Methods
               select new ExtensionMethod(extension, method.Key, method.Value),
        ];
    }

    private McpMiddleware[] Make(IReadOnlyList<McpMiddlewareFactory> middleware) => [.. middleware.Select(make => make(Loggers, Time))];

    private void Serve(ImmutableArray<Component> components)
    {
        ServiceArguments.Refuse(components, Services);
        _limits.Read(components);
        var before = _served;
        _served = CatalogPermissions.Restrict(components, _access, Options.PageSize);
        Listeners.Serve(before, _served);
    }
}
