namespace Fairlead.Cli.Installing;

/// <summary>Where a member of an object stands in a text, in bytes: its name, and its value with the members in it.</summary>
internal sealed record JsonSpan(string Name, int KeyStart, int Start, int End, bool IsObject, IReadOnlyList<JsonSpan> Members)
{
    public JsonSpan? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}
