namespace Fairlead.Cli.Measuring;

/// <summary>Two servers measured in turn, so that what the machine does meanwhile meets both.</summary>
/// <param name="First">The rounds of the server under test.</param>
/// <param name="Second">Those of the server that it is compared with.</param>
internal sealed record Comparison(IReadOnlyList<Measurement> First, IReadOnlyList<Measurement> Second)
{
    /// <summary>How the first does against the second, round by round: the middle, and the range.</summary>
    public (double Median, double Min, double Max) Ratio(Func<Measurement, double> figure)
    {
        double[] ratios = [.. First.Zip(Second, (one, other) => figure(other) == 0 ? double.NaN : figure(one) / figure(other)).Order()];
        return (ratios.Length % 2 == 1 ? ratios[ratios.Length / 2] : (ratios[(ratios.Length / 2) - 1] + ratios[ratios.Length / 2]) / 2, ratios[0], ratios[^1]);
    }
}
