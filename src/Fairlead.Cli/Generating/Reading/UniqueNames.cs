using System.Globalization;

namespace Fairlead.Cli.Generating.Reading;

/// <summary>Gives each name once: who comes later gets a number.</summary>
internal sealed class UniqueNames(params IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(string name)
    {
        var unique = name;
        for (var number = 2; !_taken.Add(unique); number++) unique = name + number.ToString(CultureInfo.InvariantCulture);
        return unique;
    }
}
