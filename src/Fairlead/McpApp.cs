using System.Security.Claims;
using Fairlead.Authentication;
using Fairlead.Configuration;
using Fairlead.Doctor;
using Fairlead.Hosting;
using Fairlead.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead;

/// <summary>A server that runs by itself, over stdio or HTTP.</summary>
public sealed class McpApp : McpServerBuilder
{
    private readonly CommandLine _commandLine;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _allowsAnonymous;
    private McpAuthenticationBuilder? _authentication;
    private int _runs;

    private McpApp(string name, CommandLine commandLine) : base(name, new ServiceCollection())
    {
        _commandLine = commandLine;
        Directory = ProgramDirectory.Find();
        EnvironmentName = commandLine.Settings.GetValueOrDefault("Environment")
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? "Production";
        var configuration = new ConfigurationManager();
        ConfigurationSources.Add(configuration, Directory, EnvironmentName, commandLine);
        Configuration = configuration;
        Logging = new LoggingServices(Services);
        Policies = new AspNetCorePolicies();
        Services.AddSingleton<ILoggerProvider>(Stderr);
    }

    /// <summary>
    /// The configuration: <c>appsettings.json</c>, <c>appsettings.{Environment}.json</c>, environment variables and the command
    /// line, each overriding those before it. The files are looked for beside the program.
    /// </summary>
    public IConfigurationManager Configuration { get; }

    /// <summary>Where logs go. Default: stderr, from <c>Information</c> on; levels are configured in <c>Logging:LogLevel</c>.</summary>
    public ILoggingBuilder Logging { get; }

    /// <summary>The transport, address and path. What is set here is the default that configuration overrides.</summary>
    public McpAppOptions Hosting { get; } = new();

    internal bool AllowsAnonymous => _allowsAnonymous;

    /// <summary>How it is found out over HTTP who calls. As long as nothing is added, nobody is asked.</summary>
    public McpAuthenticationBuilder Authentication => _authentication ??= new();

    internal override bool AuthenticatesCallers => _authentication is { IsConfigured: true };

    /// <summary>Knows callers before anybody is asked who they are; for tests, which say who calls. Otherwise <see langword="null"/>.</summary>
    internal Func<HttpContext, ClaimsPrincipal?>? CallerOf { get; set; }

    internal string EnvironmentName { get; }

    internal string Directory { get; }

    internal StderrLoggerProvider Stderr { get; } = new();

    /// <summary>The URL under which HTTP clients reach the application, once it listens.</summary>
    internal Task<Uri> Listening => _listening.Task;

    /// <summary>Where metrics and health are served, once the application listens on a port of their own.</summary>
    internal Uri? OperationsUrl { get; set; }

    /// <summary>Creates an application.</summary>
    /// <param name="name">The server's name, as clients see it.</param>
    /// <param name="args">The command line; see <c>--help</c>. What is wrong with it is told by <see cref="RunAsync"/>.</param>
    public static McpApp Create(string name, string[]? args = null) => new(name, CommandLine.Parse(args ?? []));

    /// <summary>
    /// Serves everybody who can reach the server, without asking who they are. Without this, a server that listens on anything
    /// but loopback does not start unless it authenticates its callers. Where it does, this lets in those without a token too, and
    /// opens components of which nothing else was said to everybody.
    /// </summary>
    /// <returns>This application.</returns>
    public McpApp AllowAnonymous()
    {
        _allowsAnonymous = true;
        Authorization.DefaultAccess ??= DefaultAccess.Anyone;
        return this;
    }

    /// <summary>
    /// Serves until stdin ends (stdio), Ctrl+C or SIGTERM, or the token is signalled; then lets the calls in flight finish, up to
    /// <see cref="Engine.McpServerOptions.DrainTimeout"/>. Where command line or configuration are wrong, it says so on stderr,
    /// sets <see cref="Environment.ExitCode"/> to 2 and returns.
    /// </summary>
    /// <param name="transport">The transport, unless the command line says otherwise. Default: as configured.</param>
    /// <param name="cancellationToken">Stops the server.</param>
    /// <exception cref="InvalidOperationException">The application was run before, or a component takes a registered service as an argument.</exception>
    public Task RunAsync(McpTransport? transport = null, CancellationToken cancellationToken = default)
    {
        ClaimRun();
        if (_commandLine.WantsHelp) return Print(Usage.Text(this));
        if (_commandLine.WantsVersion) return Print($"{Options.Name} {Options.Version}\n");
        if (_commandLine.Problem is { } wrong) return Fail([wrong]);
        if (_commandLine.Audit is { } audit) return VerifyAsync(audit, cancellationToken);
        if (_commandLine.Token is { } token) return Print(token.Run(TimeProvider.System));
        var problems = SectionBinder.Bind(this, Configuration);
        if (transport is { } chosen && !_commandLine.Settings.ContainsKey(Switch.Transport.Key)) Hosting.Transport = chosen;
        if (_commandLine.WantsHealth) return ProbeAsync(cancellationToken);
        ReadCallers(problems);
        if (Hosting.Transport != McpTransport.Stdio) CheckExposure(problems);
        if (_commandLine.WantsDoctor) return Examine(problems);
        if (problems.Count > 0) return Fail(problems);
        return Hosting.Transport == McpTransport.Stdio ? StdioRunner.RunAsync(this, cancellationToken) : HttpRunner.RunAsync(this, cancellationToken);
    }

    /// <summary>Makes the application ready to be run by somebody else, who says how it is reached.</summary>
    /// <param name="transport">The transport, whatever command line and configuration say.</param>
    /// <exception cref="InvalidOperationException">The application was run before, or command line or configuration are wrong.</exception>
    internal void Prepare(McpTransport transport)
    {
        ClaimRun();
        var problems = SectionBinder.Bind(this, Configuration);
        ReadCallers(problems);
        if (_commandLine.Problem is { } wrong) problems.Insert(0, wrong);
        if (problems.Count > 0) throw new InvalidOperationException(string.Join('\n', problems));
        Hosting.Transport = transport;
    }

    internal void NotifyListening(Uri url) => _listening.TrySetResult(url);

    private void ClaimRun()
    {
        if (Interlocked.Increment(ref _runs) > 1) throw new InvalidOperationException("The application was run before. Create another one to run it again.");
    }

    // Runs what the application says about tokens, so only where a server is about to start or to be judged.
    private void ReadCallers(List<string> problems)
    {
        McpAuthenticationBuilder.Bind(_authentication, Configuration, problems);
        ConversationCaller = CallerSection.Read(Configuration, problems);
    }

    private void CheckExposure(List<string> problems)
    {
        if (ListenAddress.IsLoopback(Hosting.Host)) return;
        if (!_allowsAnonymous && !AuthenticatesCallers)
        {
            problems.Add($"Mcp:Host is '{Hosting.Host}', which others can reach, and nobody is asked who they are. Listen on 127.0.0.1, add app.Authentication, or write app.AllowAnonymous() to serve everybody.");
        }

        if (Hosting.AllowedHosts.Count == 0)
        {
            problems.Add($"Mcp:Host is '{Hosting.Host}', which others can reach, and Mcp:AllowedHosts is empty. Name the hosts that clients write in their URLs: --allowed-hosts mcp.example.com.");
        }
    }

    private Task Examine(List<string> problems)
    {
        var findings = Examination.Of(this, problems);
        if (findings.Any(static finding => finding.IsError)) Environment.ExitCode = 1;
        return Print(_commandLine.WantsJson ? Report.Json(this, findings) : Report.Text(this, findings));
    }

    private static async Task VerifyAsync(AuditCommand audit, CancellationToken cancellationToken) =>
        Environment.ExitCode = await audit.RunAsync(Console.Out, cancellationToken).ConfigureAwait(false);

    private async Task ProbeAsync(CancellationToken cancellationToken) =>
        Environment.ExitCode = await HealthProbe.RunAsync(Hosting, Console.Out, cancellationToken).ConfigureAwait(false);

    private static Task Print(string text)
    {
        Console.Out.Write(text);
        return Task.CompletedTask;
    }

    private Task Fail(IEnumerable<string> problems)
    {
        foreach (var problem in problems) Stderr.Write($"{Options.Name}: {problem}\n");
        Environment.ExitCode = 2;
        return Task.CompletedTask;
    }
}
