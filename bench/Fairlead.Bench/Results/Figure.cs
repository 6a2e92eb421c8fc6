using System.Globalization;

namespace Fairlead.Bench.Results;

/// <summary>How figures are written in tables.</summary>
internal static class Figure
{
    /// <summary>A ratio: its median, and the range of all rounds.</summary>
    public static string Ratio(Series ratio) => $"{Short(ratio.Median)} ({Short(ratio.Min)} to {Short(ratio.Max)})";

    /// <summary>Three digits that count.</summary>
    public static string Short(double value) => value.ToString(value switch { >= 1000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);

    public static string Mebibytes(double bytes) => $"{Short(bytes / 1024 / 1024)} MiB";
}
