using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Running;

/// <summary>
/// Stands between a client and a server that is built anew when its source changes. The client keeps its connection: a new
/// process hears what the client has said to the one before, and the client hears that the lists may have changed.
/// </summary>
internal sealed class WatchingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ProjectTarget _project;
    private readonly IReadOnlyList<string> _arguments;
    private readonly MessageWriter _client;
    private readonly TextWriter _notes;
    private readonly Conversation _conversation = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServerChild? _child;
    private MessageWriter? _server;
    private Replay? _replay;
    private Task _listening = Task.CompletedTask;
    private bool _isClientGone;
    private bool _isStopping;

    public WatchingProxy(ProjectTarget project, IReadOnlyList<string> arguments, MessageWriter client, TextWriter notes)
    {
        _project = project;
        _arguments = arguments;
        _client = client;
        _notes = notes;
    }

    /// <returns>The exit code of a server that ended because its client did.</returns>
    /// <exception cref="CliException">The project does not build before the first start.</exception>
    public async Task<int> RunAsync(Stream input, CancellationToken cancellationToken)
    {
        using var watcher = new SourceWatcher(await ProjectFolders.FindAsync(_project, cancellationToken));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await StartAsync(ending.Token);
        var tasks = new[] { HearClientAsync(input, ending.Token), RestartAsync(watcher, ending.Token) };
        try
        {
            // Reading the input cannot always be cancelled: nobody waits for it.
            var first = await Task.WhenAny(_end.Task, tasks[1], Failure(tasks[0]), Task.Delay(Timeout.Infinite, cancellationToken));
            await first;
            return await _end.Task;
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        if (_child is not null) await _child.DisposeAsync();
        await _listening;
        _server?.Dispose();
        _turn.Dispose();
    }

    private static async Task Failure(Task task)
    {
        await task;
        await Task.Delay(Timeout.Infinite);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var child = ServerChild.Start(await ProjectBuild.BuildAsync(_project, cancellationToken), _arguments, isPiped: true);
        _child = child;
        _server?.Dispose();
        _server = new MessageWriter(child.Input);
        _isStopping = false;
        _listening = HearServerAsync(child, cancellationToken);
        if (_isClientGone) child.CloseInput();
    }

    private async Task RestartAsync(SourceWatcher watcher, CancellationToken cancellationToken)
    {
        while (true)
        {
            var path = await watcher.WaitAsync(cancellationToken);
            _notes.WriteLine($"fairlead: {Path.GetFileName(path)} has changed, building.");
            try
            {
                // Only compiled at first: the program that runs stays as it is until there is a better one.
                await ProjectBuild.CompileAsync(_project, cancellationToken);
                await _turn.WaitAsync(cancellationToken);
                try
                {
                    await StopAsync(cancellationToken);
                    await StartAsync(cancellationToken);
                    await ReplayAsync(cancellationToken);
                }
                finally
                {
                    _turn.Release();
                }

                _notes.WriteLine("fairlead: restarted.");
            }
            catch (CliException exception)
            {
                _notes.WriteLine($"fairlead: {exception.Message}");
                _notes.WriteLine(_child is { HasExited: false } ? "fairlead: the server that runs is the one before." : "fairlead: no server runs until the source changes again.");
            }
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_child is null) return;
        _isStopping = true;
        await _child.DisposeAsync();
        await _listening;
        await BreakAsync("The server was restarted, because its source has changed. Send the request again.", isRestarted: true, cancellationToken);
        _child = null;
    }

    private async Task HearClientAsync(Stream input, CancellationToken cancellationToken)
    {
        await foreach (var line in MessageLines.ReadAsync(input, cancellationToken))
        {
            var heads = MessageHead.ReadAll(line.Span);
            await _turn.WaitAsync(cancellationToken);
            try
            {
                var isKnown = heads.Count == 0;
                foreach (var head in heads) isKnown |= _conversation.HearClient(head, line);
                if (!isKnown) continue;
                if (_child is { HasExited: false }) await _server!.WriteAsync(line, cancellationToken);
                else await BreakAsync("The server does not run. It starts again when its source changes.", isRestarted: false, cancellationToken);
            }
            catch (IOException)
            {
                // It ended; whoever reads its output tells the client.
            }
            finally
            {
                _turn.Release();
            }
        }

        _isClientGone = true;
        if (_child is { HasExited: false } child) child.CloseInput();
        else _end.TrySetResult(ExitCode.Success);
    }

    private async Task HearServerAsync(ServerChild child, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in MessageLines.ReadAsync(child.Output, cancellationToken))
            {
                var heads = MessageHead.ReadAll(line.Span);
                if (_replay is { } replay && heads is [var only] && replay.Take(only, line)) continue;
                // A server that ends closes its streams; the next one goes on with them.
                if (_isStopping && heads is [{ IsResponse: true, Id: { } id }] && _conversation.IsStream(id)) continue;
                foreach (var head in heads) _conversation.HearServer(head, head.IsResponse && JsonNode.Parse(line.Span) is JsonObject reply && reply.ContainsKey("error"));
                await _client.WriteAsync(line, cancellationToken);
            }

            await child.WaitForExitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return;
        }

        if (_isStopping) return;
        _replay?.Fail();
        var exitCode = child.ExitCode;
        await BreakAsync($"The server ended with exit code {exitCode}.", isRestarted: false, cancellationToken);
        if (_isClientGone) _end.TrySetResult(exitCode);
        else _notes.WriteLine($"fairlead: the server ended with exit code {exitCode}; it starts again when its source changes.");
    }

    // The client waits for replies that will not come, and answers questions that nobody asks any more.
    private async Task BreakAsync(string reason, bool isRestarted, CancellationToken cancellationToken)
    {
        var (requests, questions) = _conversation.Break(isRestarted);
        foreach (var id in requests) await _client.WriteAsync(JsonRpcText.Error(id, reason), cancellationToken);
        foreach (var id in questions) await _client.WriteAsync(JsonRpcText.Notification("notifications/cancelled", new JsonObject { ["requestId"] = JsonNode.Parse(id), ["reason"] = reason }), cancellationToken);
    }

    private async Task ReplayAsync(CancellationToken cancellationToken)
    {
        var replay = new Replay(_conversation);
        _replay = replay;
        try
        {
            foreach (var line in replay.First) await _server!.WriteAsync(line, cancellationToken);
            await replay.Answered.WaitAsync(Patience, cancellationToken);
            foreach (var line in replay.Then) await _server!.WriteAsync(line, cancellationToken);
            foreach (var message in replay.Notifications()) await _client.WriteAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            throw new CliException(ExitCode.Unreachable, "the server did not answer the handshake that its client had with the one before.", exception);
        }
    }
}
