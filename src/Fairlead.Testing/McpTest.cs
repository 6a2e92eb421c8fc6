using Fairlead.Testing.Running;

namespace Fairlead.Testing;

/// <summary>Connects tests to servers.</summary>
public static class McpTest
{
    /// <summary>
    /// Starts an application with its services, lifespans and hosted services, and connects a client to it within the process. Disposing
    /// the client stops the application.
    /// </summary>
    /// <param name="app">The application. It runs once: for further clients call <see cref="McpTestClient.ConnectAsync"/>.</param>
    /// <param name="configure">Sets the revision, the caller, the answers and so on.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The client.</returns>
    /// <exception cref="InvalidOperationException">The application was run before, or its configuration or components are wrong.</exception>
    /// <exception cref="McpTestException">The server did not open a conversation.</exception>
    public static Task<McpTestClient> ConnectAsync(McpApp app, Action<McpTestOptions>? configure = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(app, Over.Memory, configure, cancellationToken);

    /// <summary>Starts an application as the other overload does, and connects a client over a transport.</summary>
    /// <param name="app">The application. It runs once: for further clients call <see cref="McpTestClient.ConnectAsync"/>.</param>
    /// <param name="over">The transport.</param>
    /// <param name="configure">Sets the revision, the caller, the answers and so on.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The client.</returns>
    /// <exception cref="InvalidOperationException">The application was run before, or its configuration or components are wrong.</exception>
    /// <exception cref="McpTestException">The server did not open a conversation.</exception>
    public static async Task<McpTestClient> ConnectAsync(McpApp app, Over over, Action<McpTestOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = Configure(configure);
        RunningServer server = over == Over.Http
            ? await HttpApp.StartAsync(app, options, cancellationToken).ConfigureAwait(false)
            : await LocalApp.StartAsync(app, over, options, cancellationToken).ConfigureAwait(false);
        return await McpTestClient.OpenAsync(server, ownsServer: true, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Connects a client to a server that runs already, such as one within an ASP.NET Core application under
    /// <c>WebApplicationFactory</c> or <c>TestServer</c>.
    /// </summary>
    /// <param name="http">Sends the requests; it has a <see cref="HttpClient.BaseAddress"/>, and is not disposed.</param>
    /// <param name="path">The endpoint's path, as given to <c>MapMcp</c>.</param>
    /// <param name="configure">Sets the revision, the answers and so on.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The client has no base address.</exception>
    /// <exception cref="McpTestException">The server did not open a conversation.</exception>
    public static Task<McpTestClient> ConnectAsync(HttpClient http, string path = "/mcp", Action<McpTestOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(path);
        if (http.BaseAddress is not { } address) throw new ArgumentException("The HttpClient has no BaseAddress; set it to the application's URL.", nameof(http));
        return McpTestClient.OpenAsync(new ForeignServer(http, new Uri(address, path)), ownsServer: true, Configure(configure), cancellationToken);
    }

    /// <summary>Starts a program and connects a client to it over stdio: a server as it is published, in whatever language.</summary>
    /// <param name="command">The program and its arguments, such as <c>["dotnet", "MyServer.dll"]</c>.</param>
    /// <param name="configure">Sets the revision, the answers and so on.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The client. Disposing it ends the program; further clients start further programs.</returns>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <exception cref="McpTestException">The server did not open a conversation.</exception>
    public static Task<McpTestClient> StartAsync(IReadOnlyList<string> command, Action<McpTestOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Count == 0) throw new ArgumentException("The command is empty; write [\"dotnet\", \"MyServer.dll\"].", nameof(command));
        var options = Configure(configure);
        return McpTestClient.OpenAsync(new ProgramServer(command, options.Timeout), ownsServer: true, options, cancellationToken);
    }

    /// <summary>Puts a load on the server: calls side by side, by any clients of the test.</summary>
    /// <param name="calls">How many calls, 1 to 1,000,000.</param>
    /// <param name="concurrency">How many of them at once, 1 to 10,000.</param>
    /// <param name="call">Makes a call; it is given a number from 0 on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The times, and what failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public static Task<LoadReport> LoadAsync(int calls, int concurrency, Func<int, CancellationToken, Task<McpReply>> call, CancellationToken cancellationToken = default) =>
        Load.LoadRunner.RunAsync(calls, concurrency, call, cancellationToken);

    internal static McpTestOptions Configure(Action<McpTestOptions>? configure)
    {
        var options = new McpTestOptions();
        configure?.Invoke(options);
        return options;
    }
}
