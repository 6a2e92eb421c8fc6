using System.Text.Json.Nodes;
using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>Compares a server with what it was.</summary>
internal static class Drift
{
    public static IReadOnlyList<Change> Between(LockedServer before, LockedServer after)
    {
        var changes = new List<Change>();
        Add(changes, "server", before.Server, after.Server);
        foreach (var kind in DefinitionKind.All)
        {
            var (old, now) = (before.Definitions[kind], after.Definitions[kind]);
            foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
            {
                Add(changes, $"{kind.Word} {name}", old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            }
        }

        return changes;
    }

    private static void Add(List<Change> changes, string what, Definition? before, Definition? after)
    {
        if (before?.Sha256 == after?.Sha256) return;
        var how = before is null ? "added" : after is null ? "removed" : "changed";
        changes.Add(new Change(what, how, (before, after) switch
        {
            (null, { } added) => [.. Lines(added.Json).Select(static line => "+ " + line)],
            ({ } removed, null) => [.. Lines(removed.Json).Select(static line => "- " + line)],
            _ => LineDiff.Of(Outline.Of(before!.Json), Outline.Of(after!.Json)),
        }));
    }

    private static string[] Lines(JsonObject json) => Outline.Of(json).Split('\n');
}
