using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Cli.CommandLine;
using Fairlead.Cli.Connecting;
using Fairlead.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Spectre.Console;

namespace Fairlead.Cli.Commands;

/// <summary>Answers a server's forms: from the command line first, then by asking the person at the terminal.</summary>
internal sealed class FormAnswerer(Screen screen, IReadOnlyList<string> answers) : IQuestionAnswerer
{
    public async ValueTask<ElicitResult> AnswerAsync(ElicitRequestParams question, CancellationToken cancellationToken)
    {
        if (question.Mode == "url") return await AnswerUrlAsync(question, cancellationToken);
        var schema = JsonSerializer.SerializeToNode(question.RequestedSchema, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ElicitRequestParams.RequestSchema))) as JsonObject ?? [];
        var fields = schema["properties"] as JsonObject ?? [];
        var given = ArgumentWords.Read([.. answers.Where(answer => fields.ContainsKey(answer.Split('=')[0].TrimEnd(':')))], schema);
        if (!screen.IsInteractive)
        {
            var missing = (schema["required"] as JsonArray ?? []).Select(static name => name!.ToString()).Where(name => !given.ContainsKey(name)).ToArray();
            return missing.Length == 0
                ? Accept(given)
                : throw CliException.Usage($"The server asks \"{Plain.Line(question.Message)}\", and nobody is there to answer. Add {string.Join(' ', missing.Select(static name => $"--answer {name}=…"))}");
        }

        screen.Notes.MarkupLine($"[bold yellow]?[/] {Plain.Markup(question.Message)}");
        if (!await new ConfirmationPrompt("Answer?").ShowAsync(screen.Notes, cancellationToken)) return new ElicitResult { Action = "decline" };
        foreach (var (name, node) in fields)
        {
            if (given.ContainsKey(name) || node is not JsonObject field) continue;
            if (await FormField.AskAsync(screen.Notes, name, field, cancellationToken) is { } answer) given[name] = answer;
        }

        return Accept(given);
    }

    private async Task<ElicitResult> AnswerUrlAsync(ElicitRequestParams question, CancellationToken cancellationToken)
    {
        if (!screen.IsInteractive) return new ElicitResult { Action = "decline" };
        screen.Notes.MarkupLine($"[bold yellow]?[/] {Plain.Markup(question.Message)}");
        screen.Note(Plain.Line(question.Url));
        var opened = await new ConfirmationPrompt("Have you opened this page, and trust it?").ShowAsync(screen.Notes, cancellationToken);
        return new ElicitResult { Action = opened ? "accept" : "decline" };
    }

    private static ElicitResult Accept(JsonObject content) => new()
    {
        Action = "accept",
        Content = content.ToDictionary(static field => field.Key, static field => JsonElement.Parse(field.Value?.ToJsonString() ?? "null")),
    };
}
