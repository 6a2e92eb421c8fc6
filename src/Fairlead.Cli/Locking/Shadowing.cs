using Fairlead.Cli.Output;

namespace Fairlead.Cli.Locking;

/// <summary>Finds names that another server has too: a model may take the one for the other.</summary>
internal static class Shadowing
{
    private static readonly DefinitionKind[] Called = [DefinitionKind.Tool, DefinitionKind.Prompt];

    public static IReadOnlyList<string> Of(string name, LockedServer server, IReadOnlyDictionary<string, LockedServer> all) =>
    [
        .. from kind in Called
           from mine in server.Definitions[kind].Keys
           from other in all
           where other.Key != name
           from theirs in other.Value.Definitions[kind].Keys
           where Plainly(mine) == Plainly(theirs)
           select $"{kind.Word} {Plain.Line(mine)} has the name of {Plain.Line(theirs)} of {Plain.Line(other.Key)}",
    ];

    // Near enough to be taken for each other: get_user, getUser and get-user.
    private static string Plainly(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
