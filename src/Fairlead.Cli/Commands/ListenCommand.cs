using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;
using ModelContextProtocol.Protocol;

namespace Fairlead.Cli.Commands;

/// <summary><c>fairlead listen</c>: shows what changes on a server, as it changes.</summary>
internal sealed class ListenCommand : ServerCommand
{
    private static readonly string[] Changes =
        ["notifications/tools/list_changed", "notifications/resources/list_changed", "notifications/prompts/list_changed", "notifications/resources/updated"];

    private readonly Argument<string[]> _uris = new("URI") { Description = "Resources to be told of.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int?> _count = new("--count") { Description = "End after so many changes.", HelpName = "N" };
    private readonly Option<double?> _duration = new("--for") { Description = "End after so many seconds.", HelpName = "SECONDS" };

    public ListenCommand() : base("listen", "Show what changes on a server, until Ctrl+C.")
    {
        _count.Validators.Add(static result => Positive(result.GetValueOrDefault<int?>(), "--count", result.AddError));
        _duration.Validators.Add(static result => Positive(result.GetValueOrDefault<double?>(), "--for", result.AddError));
        Add(_uris);
        Add(_count);
        Add(_duration);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead listen http://127.0.0.1:8000/mcp", "Changes of the lists of tools, resources and prompts"),
        new("fairlead listen http://127.0.0.1:8000/mcp prices://tea --count 1", "Wait until a resource changes"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var uris = arguments.GetValue(_uris) ?? [];
        var left = arguments.GetValue(_count) ?? int.MaxValue;
        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        using var notifications = new Notifications(connection, [.. Changes, "notifications/subscriptions/acknowledged"]);
        var listening = connection.IsModern ? ListenAsync(connection, uris, notifications, end.Token) : SubscribeAsync(connection, uris, screen, notifications, end.Token);
        if (arguments.GetValue(_duration) is { } seconds) end.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await foreach (var (method, parameters) in notifications.ReadAllAsync(end.Token))
            {
                if (method == "notifications/subscriptions/acknowledged") SayListening(screen, connection);
                else Show(screen, method, parameters);
                if (Changes.Contains(method) && --left == 0) break;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up: that was asked for.
        }

        await end.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Success;
    }

    // SEP-2575: one request whose reply is what changes.
    private static async Task ListenAsync(ServerConnection connection, string[] uris, Notifications notifications, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Client.SendRequestAsync(
                new JsonRpcRequest
                {
                    Method = "subscriptions/listen",
                    Params = new JsonObject
                    {
                        ["notifications"] = new JsonObject
                        {
                            ["toolsListChanged"] = true,
                            ["resourcesListChanged"] = true,
                            ["promptsListChanged"] = true,
                            ["resourceSubscriptions"] = new JsonArray([.. uris.Select(static uri => (JsonNode)uri)]),
                        },
                    },
                },
                cancellationToken);
            notifications.Complete(new CliException(ExitCode.Unreachable, "The server ended the subscription."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            notifications.Complete(exception);
        }
    }

    private static async Task SubscribeAsync(ServerConnection connection, string[] uris, Screen screen, Notifications notifications, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var uri in uris) await connection.RequestAsync("resources/subscribe", new JsonObject { ["uri"] = uri }, cancellationToken);
            SayListening(screen, connection);
            await connection.Client.Completion.WaitAsync(cancellationToken);
            notifications.Complete(new CliException(ExitCode.Unreachable, "The server ended the connection."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            notifications.Complete(exception);
        }
    }

    private static void SayListening(Screen screen, ServerConnection connection) =>
        screen.Note($"Listening to {Plain.Line(connection.Title)}. Ctrl+C ends.");

    private static void Show(Screen screen, string method, JsonObject parameters)
    {
        if (screen.IsJson) Screen.JsonLine(new JsonObject { ["method"] = method, ["params"] = parameters.DeepClone() });
        else screen.Line($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {method["notifications/".Length..]} {Plain.Line((string?)parameters["uri"])}".TrimEnd());
    }

    private static void Positive<T>(T? value, string name, Action<string> complain) where T : struct, IComparable<T>
    {
        if (value is { } given && given.CompareTo(default) <= 0) complain($"{name} must be more than 0.");
    }
}
