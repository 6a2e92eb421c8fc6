using System.Text;

namespace Fairlead.Binding;

/// <summary>What is wrong with the arguments of one call: all of it, so that a model can mend it in one go.</summary>
internal sealed class ArgumentProblems
{
    // More would not help a model, and a hostile array of a million wrong items must not become a million sentences.
    private const int MaxListed = 20;
    private const int MaxNameLength = 64;

    private readonly List<(string Path, string Problem)> _listed = [];

    public int Count { get; private set; }

    public void Add(string problem)
    {
        Count++;
        if (_listed.Count < MaxListed) _listed.Add(("", problem));
    }

    public void Prefix(int mark, string name)
    {
        for (var i = mark; i < _listed.Count; i++)
        {
            var (path, problem) = _listed[i];
            var separator = path.Length == 0 || path[0] == '[' ? "" : ".";
            _listed[i] = (name + separator + path, problem);
        }
    }

    /// <summary>A name that a caller made up, short enough to be repeated.</summary>
    public static string Shorten(string name) => name.Length <= MaxNameLength ? name : string.Concat(name.AsSpan(0, MaxNameLength), "…");

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (path, problem) in _listed)
        {
            if (text.Length > 0) text.Append(' ');
            if (path.Length > 0) text.Append(path).Append(": ");
            text.Append(problem);
        }

        if (Count > _listed.Count) text.Append(" And ").Append(Count - _listed.Count).Append(" more.");
        return text.ToString();
    }
}
