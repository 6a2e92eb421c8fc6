using Fairlead.Cli.Measuring;

namespace Fairlead.Bench.Results;

/// <summary>A table, the figures that it was made from, and a plot of them.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">The heads of its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record Section(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<Series> Figures)
{
    /// <summary>Plots, by the names of their files.</summary>
    public IReadOnlyDictionary<string, Plot> Plots { get; init; } = new Dictionary<string, Plot>();
}
