using System.Text.Json.Nodes;
using Spectre.Console;

namespace Fairlead.Cli.Output;

/// <summary>A bar on the terminal while a request runs; lines where there is no terminal, nothing where the output is JSON.</summary>
internal static class ProgressDisplay
{
    public static async Task<JsonObject> ShowAsync(Screen screen, Func<Action<Connecting.Progress>?, Task<JsonObject>> request)
    {
        if (!screen.IsInteractive) return await request(screen.IsJson ? null : report => screen.Note(Describe(report)));
        // Questions need the terminal for themselves: the bar is drawn when the first report comes, and only from then on.
        var first = new TaskCompletionSource<Connecting.Progress>(TaskCreationOptions.RunContinuationsAsynchronously);
        ProgressTask? bar = null;
        var running = request(report =>
        {
            if (bar is { } drawn) Update(drawn, report);
            first.TrySetResult(report);
        });
        if (await Task.WhenAny(first.Task, running) == running) return await running;
        return await screen.Notes.Progress().AutoClear(true).StartAsync(async context =>
        {
            bar = context.AddTask("Working");
            Update(bar, await first.Task);
            return await running;
        });
    }

    private static void Update(ProgressTask bar, Connecting.Progress report)
    {
        bar.IsIndeterminate = report.Total is null;
        bar.MaxValue = report.Total ?? 100;
        bar.Value = report.Value;
        bar.Description = report.Message is { Length: > 0 } message ? Plain.Markup(Plain.Line(message)) : "Working";
    }

    private static string Describe(Connecting.Progress report) =>
        $"{report.Value}{(report.Total is { } total ? $"/{total}" : "")}{(report.Message is { Length: > 0 } message ? $" {Plain.Line(message)}" : "")}";
}
