using System.CommandLine;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Generating.Emitting;
using Fairlead.Cli.Generating.Model;
using Fairlead.Cli.Generating.Reading;
using Fairlead.Cli.Output;
using Fairlead.Cli.Targets;

namespace Fairlead.Cli.Generating;

/// <summary><c>fairlead generate client</c>: a class with a method for each tool of a server.</summary>
internal sealed class GenerateClientCommand : ServerCommand
{
    private readonly Option<string> _namespace = new("--namespace") { Description = "The namespace of the code.", DefaultValueFactory = static _ => "McpClients", HelpName = "NAMESPACE" };
    private readonly Option<string?> _class = new("--class") { Description = "The class; else the server's name with Client behind it.", HelpName = "CLASS" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file; else the standard output.", HelpName = "FILE" };
    private readonly Option<bool> _force = new("--force") { Description = "Overwrite a file that was not generated." };

    public GenerateClientCommand() : base("client", "Generate a typed C# client from what a server says of its tools, prompts and resource templates.")
    {
        foreach (var option in (Option[])[_namespace, _class, _output, _force]) Add(option);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("fairlead generate client http://127.0.0.1:8000/mcp --output OrdersClient.cs", "A client in a file; the same line writes it anew when the server has changed"),
        new("fairlead generate client mcp.json#github --namespace Acme.Clients --class GitHub", "A client with names of your own"),
    ];

    protected override async Task<int> RunAsync(ServerTarget target, ConnectionSettings settings, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var @namespace = arguments.GetValue(_namespace)!;
        if (!@namespace.Split('.').All(Identifier.IsValid)) throw CliException.Usage($"--namespace: \"{@namespace}\" is no namespace of C#.");
        if (arguments.GetValue(_class) is { } wanted && !Identifier.IsValid(wanted)) throw CliException.Usage($"--class: \"{wanted}\" is no name of a class of C#.");
        var file = arguments.GetValue(_output) is { } output ? new GeneratedFile(output, arguments.GetValue(_force)) : null;

        await using var connection = await OpenAsync(target, settings, screen, cancellationToken);
        var className = arguments.GetValue(_class) ?? Identifier.Pascal(connection.Client.ServerInfo?.Name ?? "", "Mcp") + "Client";
        var model = await ReadAsync(connection, new ClientReader(@namespace, className), cancellationToken);
        var code = ClientEmitter.Emit(model);
        if (file is null)
        {
            // The code is the result, for people and for programs.
            Console.Out.Write(code);
            return ExitCode.Success;
        }

        await file.WriteAsync(code, cancellationToken);
        if (screen.IsJson) Screen.Json(new JsonObject { ["file"] = file.Path, ["class"] = $"{@namespace}.{className}", ["tools"] = model.Tools.Count, ["prompts"] = model.Prompts.Count, ["resourceTemplates"] = model.Templates.Count });
        else screen.Line($"{file.Path} has {@namespace}.{className}: {model.Tools.Count} tools, {model.Prompts.Count} prompts, {model.Templates.Count} resource templates.");
        return ExitCode.Success;
    }

    private static async Task<ClientModel> ReadAsync(ServerConnection connection, ClientReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(connection, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // JSON may have a member twice, or escape half of a character.
            throw new CliException(ExitCode.Unreachable, $"{Plain.Line(connection.Title)} describes itself with JSON that cannot be read: {Plain.Line(exception.Message)}", exception);
        }
    }
}
