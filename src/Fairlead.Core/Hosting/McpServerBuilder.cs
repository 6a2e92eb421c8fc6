using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Fairlead.Auditing;
using Fairlead.Components;
using Fairlead.Engine;
using Fairlead.Engine.Subscriptions;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Limits;
using Fairlead.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead;

/// <summary>
/// What a server consists of: components, middleware and options. <c>McpApp</c> is one that also runs; <c>AddMcp</c> hands one
/// to an existing application.
/// </summary>
public class McpServerBuilder
{
    private readonly List<McpMiddlewareFactory> _middleware = [];
    private readonly List<McpMiddlewareFactory> _toolMiddleware = [];
    private readonly List<ILifespan> _lifespans = [];
    private readonly List<CallLimit> _limits = [];
    private readonly List<McpExtension> _extensions = [];

    /// <summary>Creates a builder.</summary>
    /// <param name="name">The server's name, as clients see it.</param>
    /// <param name="services">The services from which components and middleware are injected.</param>
    public McpServerBuilder(string name, IServiceCollection services)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        Options = new McpServerOptions { Name = name };
        Notifier = NotifierOf(services);
    }

    /// <summary>The services from which components and middleware are injected.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The server's identity, behaviour and limits.</summary>
    public McpServerOptions Options { get; }

    /// <summary>The components. They may be changed while the server runs.</summary>
    public ComponentSet Components { get; } = new();

    internal McpNotifier Notifier { get; }

    /// <summary>Where records of calls go. As long as nothing is added, none are made.</summary>
    public AuditBuilder Audit { get; } = new();

    /// <summary>Who may call what. As long as nothing is said here or by attributes, and callers are not authenticated, everybody may call everything.</summary>
    public McpAuthorizationBuilder Authorization { get; } = new();

    /// <summary>Callers are authenticated, so that components of which nothing was said are closed.</summary>
    internal virtual bool AuthenticatesCallers => false;

    /// <summary>The policies of the surrounding application.</summary>
    internal IAccessPolicies? Policies { get; set; }

    /// <summary>Who calls over stdio, where the surroundings of the process say so.</summary>
    internal ClaimsPrincipal? ConversationCaller { get; set; }

    internal IReadOnlyList<McpMiddlewareFactory> Middleware => _middleware;

    internal IReadOnlyList<McpMiddlewareFactory> ToolMiddleware => _toolMiddleware;

    internal IReadOnlyList<CallLimit> Limits => _limits;

    internal IReadOnlyList<ILifespan> Lifespans => _lifespans;

    internal IReadOnlyList<McpExtension> Extensions => _extensions;

    internal McpTaskOptions? Tasks { get; private set; }

    /// <summary>Serves a lambda or method as a tool. The generator reads the schema from its signature.</summary>
    /// <param name="name">The tool's name: 1 to 128 of the characters <c>A-Z a-z 0-9 _ - .</c>.</param>
    /// <param name="handler">A lambda, local function or method group, written in this very call.</param>
    /// <param name="description">What the tool does, for the model. Default: the method's XML doc summary or <c>[Description]</c>.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="InvalidOperationException">The generator could not see the handler; the message says what to write.</exception>
    public Tool Tool(string name, Delegate handler, string? description = null) =>
        throw NotGenerated($"""Tool("{name}", …)""");

    /// <summary>Serves a lambda or method as a resource or, where the URI has <c>{variables}</c>, as a resource template.</summary>
    /// <param name="uri">An absolute URI or an RFC 6570 template.</param>
    /// <param name="handler">A lambda, local function or method group, written in this very call.</param>
    /// <param name="description">What the resource holds, for the model. Default: the method's XML doc summary or <c>[Description]</c>.</param>
    /// <param name="name">The resource's name. Default: derived from the handler's name or the URI.</param>
    /// <param name="mimeType">The MIME type of the content. Default: none; text results are then <c>text/plain</c>.</param>
    /// <returns>The resource or template.</returns>
    /// <exception cref="InvalidOperationException">The generator could not see the handler; the message says what to write.</exception>
    [SuppressMessage("Design", "CA1054", Justification = "A template is not a URI.")]
    public Component Resource(string uri, Delegate handler, string? description = null, string? name = null, string? mimeType = null) =>
        throw NotGenerated($"""Resource("{uri}", …)""");

    /// <summary>Serves a lambda or method as a prompt.</summary>
    /// <param name="name">The prompt's name: 1 to 128 of the characters <c>A-Z a-z 0-9 _ - .</c>.</param>
    /// <param name="handler">A lambda, local function or method group, written in this very call.</param>
    /// <param name="description">What the prompt is for. Default: the method's XML doc summary or <c>[Description]</c>.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="InvalidOperationException">The generator could not see the handler; the message says what to write.</exception>
    public Prompt Prompt(string name, Delegate handler, string? description = null) =>
        throw NotGenerated($"""Prompt("{name}", …)""");

    /// <summary>
    /// Serves the tools, resources and prompts of a class: its methods with <see cref="McpToolAttribute"/>,
    /// <see cref="McpResourceAttribute"/>, <see cref="McpPromptAttribute"/> or the official SDK's attributes. The class is
    /// taken from the services where it is registered, otherwise constructed for each call with its constructor's parameters
    /// from the services, and disposed after it.
    /// </summary>
    /// <typeparam name="T">The class, named in this very call.</typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The generator could not see the class; the message says what to write.</exception>
    public McpServerBuilder Add<T>() where T : class => throw NotGenerated($"Add<{typeof(T).Name}>()");

    /// <summary>Serves the tools, resources and prompts of all classes of the calling project, found at compile time.</summary>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The generator did not run; the message says what to write.</exception>
    public McpServerBuilder AddFromAssembly() => throw NotGenerated("AddFromAssembly()");

    /// <summary>Adds middleware round every message. The first added is the outermost.</summary>
    /// <param name="middleware">The middleware.</param>
    /// <returns>This builder.</returns>
    public McpServerBuilder Use(McpMiddleware middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        UseAtStart((_, _) => middleware);
        return this;
    }

    /// <summary>Adds middleware round tool calls, inside of what <see cref="Use"/> added. The first added is the outermost.</summary>
    /// <param name="middleware">The middleware.</param>
    /// <returns>This builder.</returns>
    public McpServerBuilder UseTool(McpMiddleware middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        UseToolAtStart((_, _) => middleware);
        return this;
    }

    /// <summary>Adds an extension of the protocol: its settings to the capabilities, its methods to the server.</summary>
    /// <param name="extension">The extension.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">An extension of this name was added before.</exception>
    public McpServerBuilder AddExtension(McpExtension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        if (_extensions.Exists(known => known.Name == extension.Name)) throw new ArgumentException($"The extension {extension.Name} was added before.", nameof(extension));
        _extensions.Add(extension);
        return this;
    }

    /// <summary>
    /// Lets tools run as tasks (extension <c>io.modelcontextprotocol/tasks</c>, SEP-2663): those that say so
    /// (<see cref="McpToolAttribute.TaskSupport"/>) or become one (<see cref="McpContext.BecomeTaskAsync"/>). Tasks are kept in memory and
    /// end with the process; behind a load balancer, route on the header <c>Mcp-Name</c>.
    /// </summary>
    /// <param name="configure">Sets how tasks are kept.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">Tasks were added before.</exception>
    public McpServerBuilder AddTasks(Action<McpTaskOptions>? configure = null)
    {
        AddExtension(new(Engine.Tasks.McpTasks.ExtensionName));
        Tasks = new McpTaskOptions();
        configure?.Invoke(Tasks);
        return this;
    }

    /// <summary>
    /// Bounds how often requests may come. Those beyond are refused: HTTP 429 with <c>Retry-After</c>, and everywhere a JSON-RPC error
    /// that says when to come back. Several limits all count; <see cref="RateLimitAttribute"/> is for single components.
    /// </summary>
    /// <param name="permits">How many requests are allowed within the time: 1 or more.</param>
    /// <param name="per">The time: <c>100ms</c> to <c>168h</c>, such as <c>1s</c>, <c>1m</c> or <c>1h</c>.</param>
    /// <param name="by">Who shares the limit. Default: each caller has it for itself.</param>
    /// <param name="algorithm">How requests are counted.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public McpServerBuilder RateLimit(int permits, string per = "1m", RateLimitBy by = RateLimitBy.Caller, RateLimitAlgorithm algorithm = RateLimitAlgorithm.TokenBucket)
    {
        ArgumentNullException.ThrowIfNull(per);
        _limits.Add(CallLimit.Rate($"Server#{_limits.Count}", permits, per, by, algorithm));
        return this;
    }

    /// <summary>Bounds how many requests run at once; further ones are refused as by <see cref="RateLimit"/>.</summary>
    /// <param name="permits">How many may run at once: 1 or more.</param>
    /// <param name="by">Who shares the limit. Default: each caller has it for itself.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The limit is below 1.</exception>
    public McpServerBuilder ConcurrencyLimit(int permits, RateLimitBy by = RateLimitBy.Caller)
    {
        _limits.Add(CallLimit.Concurrency($"Server#{_limits.Count}", permits, by));
        return this;
    }

    /// <summary>
    /// Opens something once at start, injects it by its type, and disposes it at shutdown after calls in flight have drained.
    /// </summary>
    /// <typeparam name="T">The type of the value, by which it is injected.</typeparam>
    /// <param name="open">Opens the value. The server does not answer before it has completed.</param>
    /// <returns>This builder.</returns>
    public McpServerBuilder Lifespan<T>(Func<IServiceProvider, CancellationToken, Task<T>> open) where T : class
    {
        ArgumentNullException.ThrowIfNull(open);
        var lifespan = new Lifespan<T>(open);
        _lifespans.Add(lifespan);
        Services.AddSingleton(_ => lifespan.Value);
        return this;
    }

    // One for all servers of an application: a resource that several of them serve has changed in all of them.
    private static McpNotifier NotifierOf(IServiceCollection services)
    {
        if (services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<McpNotifier>().FirstOrDefault() is { } known) return known;
        var notifier = new McpNotifier();
        services.AddSingleton<IMcpNotifier>(notifier);
        return notifier;
    }

    /// <summary>As <see cref="Use"/>, for middleware that is made when the server starts.</summary>
    internal void UseAtStart(McpMiddlewareFactory make) => _middleware.Add(make);

    /// <summary>As <see cref="UseTool"/>, for middleware that is made when the server starts.</summary>
    internal void UseToolAtStart(McpMiddlewareFactory make) => _toolMiddleware.Add(make);

    private InvalidOperationException NotGenerated(string call) => new($$"""
        Fairlead's generator did not see the call {{call}}, so server {{Options.Name}} has no code that serves it. Check that
        - the project references the package Fairlead (or Fairlead.Core), whose generator and interceptors namespace come with it;
        - the handler is a lambda, local function or method group written in the call itself, not a variable of type Delegate;
        - a type argument is a concrete class that the calling code names, not a type parameter.
        Or build the component yourself: Components.Add(new Tool { … }).
        """);
}
