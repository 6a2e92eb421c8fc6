using System.Globalization;
using System.Net;
using System.Text;

namespace Fairlead.Cli.Measuring;

/// <summary>A plot of lines, as SVG.</summary>
internal sealed class Plot(string title, string xLabel, string yLabel)
{
    private const double Width = 720, Height = 300, Left = 70, Right = 20, Top = 34, Bottom = 46;
    private const int Ticks = 5;

    private static readonly string[] Colours = ["#0b7285", "#d9480f", "#5f3dc4", "#2b8a3e"];

    private readonly List<(string Name, IReadOnlyList<(double X, double Y)> Points)> _lines = [];
    private readonly List<(double X, string Label)> _xTicks = [];

    public Plot Line(string name, IEnumerable<(double X, double Y)> points)
    {
        _lines.Add((name, [.. points]));
        return this;
    }

    /// <summary>Names places on the x axis, where numbers would not say what they are.</summary>
    public Plot XTicks(IEnumerable<(double X, string Label)> ticks)
    {
        _xTicks.AddRange(ticks);
        return this;
    }

    public string ToSvg()
    {
        var points = _lines.SelectMany(static line => line.Points).ToArray();
        var maxX = Math.Max(points.Select(static point => point.X).DefaultIfEmpty(1).Max(), 1e-9);
        var maxY = Round(Math.Max(points.Select(static point => point.Y).DefaultIfEmpty(1).Max(), 1e-9));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"12\">\n<title>{Text(title)}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\" font-size=\"14\" font-weight=\"600\">{Text(title)}</text>\n");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var y = Y(maxY * tick / Ticks, maxY);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"#dee2e6\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Number(maxY * tick / Ticks)}</text>\n");
        }

        var ticks = _xTicks.Count > 0 ? _xTicks : [.. Enumerable.Range(0, Ticks + 1).Select(tick => (maxX * tick / Ticks, Number(maxX * tick / Ticks)))];
        foreach (var (x, label) in ticks) svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(x, maxX):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Text(label)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Text(xLabel)}</text><text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Text(yLabel)}</text>\n");
        for (var index = 0; index < _lines.Count; index++)
        {
            var colour = Colours[index % Colours.Length];
            var path = string.Join(' ', _lines[index].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X, maxX):0.#},{Y(point.Y, maxY):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{path}\"/>\n");
            if (_lines.Count > 1) svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right}\" y=\"{18 + (index * 15)}\" text-anchor=\"end\" fill=\"{colour}\">{Text(_lines[index].Name)}</text>\n");
        }

        return svg.Append("</svg>").ToString();
    }

    private static double X(double x, double max) => Left + (x / max * (Width - Left - Right));

    private static double Y(double y, double max) => Height - Bottom - (y / max * (Height - Top - Bottom));

    // The next 1, 2 or 5 times a power of ten.
    private static double Round(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var steps = (value / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return steps * power;
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
