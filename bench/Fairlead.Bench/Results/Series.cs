namespace Fairlead.Bench.Results;

/// <summary>What was measured of one thing, round by round.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Rounds">One value for each round.</param>
internal sealed record Series(string Name, string Unit, IReadOnlyList<double> Rounds)
{
    public double Median => Middle(Rounds);

    public double Min => Rounds.Min();

    public double Max => Rounds.Max();

    /// <summary>This one divided by another, round by round, so that what the machine does meanwhile meets both.</summary>
    public Series Against(Series other) => new($"{Name} / {other.Name}", "ratio", [.. Rounds.Zip(other.Rounds, static (one, two) => one / two)]);

    private static double Middle(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
