using System.Text.Json.Nodes;
using Fairlead.Cli.Output;
using Spectre.Console;

namespace Fairlead.Cli.Locking;

/// <summary>What is to be said of a server that was compared with the lock file.</summary>
/// <param name="Name">Its name in the lock file.</param>
/// <param name="Server">The server as it is.</param>
/// <param name="IsNew">The lock file does not have it yet.</param>
/// <param name="Changes">How it differs from the lock file.</param>
/// <param name="Refusals">Why it is not locked.</param>
/// <param name="Warnings">What somebody should look at.</param>
internal sealed record Finding(
    string Name, LockedServer Server, bool IsNew, IReadOnlyList<Change> Changes, IReadOnlyList<string> Refusals, IReadOnlyList<string> Warnings)
{
    public static Finding Of(string name, LockedServer server, LockFile file) => new(
        name,
        server,
        !file.Servers.ContainsKey(name),
        file.Servers.TryGetValue(name, out var before) ? Drift.Between(before, server) : [],
        HiddenText.In(server),
        [.. PoisoningSigns.In(server), .. Shadowing.Of(name, server, file.Servers)]);

    public bool HasDrift => Changes.Count > 0;

    public bool IsRefused => Refusals.Count > 0;

    public JsonObject ToJson(string status) => new()
    {
        ["name"] = Name,
        ["source"] = Server.Source,
        ["status"] = status,
        ["sha256"] = Server.Fingerprint,
        ["changes"] = new JsonArray([.. Changes.Select(static change => change.ToJson())]),
        ["refusals"] = Texts(Refusals),
        ["warnings"] = Texts(Warnings),
    };

    public void Show(Screen screen, string status)
    {
        screen.Markup($"[bold]{Plain.Line(Name).EscapeMarkup()}[/] {status}: {Server.Count()}, {Server.Fingerprint[..12]}");
        foreach (var refusal in Refusals) screen.Markup($"  [red]refused[/]: {Plain.Markup(refusal)}");
        foreach (var change in Changes)
        {
            screen.Markup($"  {Plain.Line(change.What).EscapeMarkup()} {change.How}");
            foreach (var line in change.Lines) screen.Markup("    " + LineDiff.Markup(line));
        }

        foreach (var warning in Warnings) screen.Markup($"  [yellow]warning[/]: {Plain.Markup(warning)}");
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => [.. texts.Select(static text => JsonValue.Create(text))];
}
