using System.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.CommandLine;

/// <summary>A command that talks to one server or to several.</summary>
internal abstract class ConnectingCommand : CliCommand
{
    protected const string ServerForms = "A URL, a quoted command line, a project folder or file, an mcp.json (FILE#NAME where it has several), or a name in the mcp.json of this folder.";

    private readonly Option<string?> _revision = new("--revision") { Description = "Speak this protocol revision only (2024-11-05 … 2026-07-28).", HelpName = "REVISION" };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "An HTTP header, \"Name: value\". ${NAME} is taken from the environment.", HelpName = "HEADER" };
    private readonly Option<string[]> _environment = new("--env", "-e") { Description = "A variable for a server that is started, NAME=value.", HelpName = "NAME=VALUE" };
    private readonly Option<string> _transport = new("--transport") { Description = "auto, http or sse.", DefaultValueFactory = static _ => "auto" };
    private readonly Option<double> _timeout = new("--timeout") { Description = "Seconds to wait for the server, for each request.", DefaultValueFactory = static _ => 60, HelpName = "SECONDS" };
    private readonly Option<bool> _login = new("--login") { Description = "Log in with the browser (OAuth) when the server asks for it; tokens are kept for the next time." };
    private readonly Option<string?> _clientId = new("--client-id") { Description = "The OAuth client to log in as, where the authorization server registers none by itself.", HelpName = "ID" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show what a started server writes to its standard error." };

    protected ConnectingCommand(string name, string description) : base(name, description)
    {
        _revision.AcceptOnlyFromAmong(ConnectionSettings.Revisions);
        _transport.AcceptOnlyFromAmong("auto", "http", "sse");
        _timeout.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (> 0 and <= 86_400)) result.AddError("--timeout must be between 0 and 86400 seconds.");
        });
        foreach (var option in (Option[])[_revision, _headers, _environment, _transport, _timeout, _login, _clientId, _verbose]) Add(option);
    }

    /// <summary>Connects, with the server's standard error on the screen where the user wants it.</summary>
    protected static Task<ServerConnection> OpenAsync(ServerTarget target, ConnectionSettings settings, Screen screen, CancellationToken cancellationToken) =>
        ServerConnection.OpenAsync(target, settings, settings.Verbose ? line => screen.Note(Plain.Of(line)) : null, cancellationToken);

    /// <summary>How the user wants servers to be spoken to.</summary>
    protected ConnectionSettings SettingsOf(ParseResult arguments) => new()
    {
        Revision = arguments.GetValue(_revision),
        Headers = [.. arguments.GetValue(_headers)?.Select(HeaderText.Read) ?? []],
        Environment = [.. arguments.GetValue(_environment)?.Select(Variable) ?? []],
        Transport = arguments.GetValue(_transport)!,
        Timeout = TimeSpan.FromSeconds(arguments.GetValue(_timeout)),
        Login = arguments.GetValue(_login),
        ClientId = arguments.GetValue(_clientId),
        Verbose = arguments.GetValue(_verbose),
    };

    private static KeyValuePair<string, string> Variable(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..]) : throw CliException.Usage($"--env: write NAME=value, not \"{text}\".");
    }
}
