using System.Globalization;
using System.Text;

namespace Chronograph.Benchmarks;

/// <summary>A picture of curves over two logarithmic axes, in SVG.</summary>
internal sealed class LogCurves(string across, string upwards, IReadOnlyList<double> places)
{
    private const int Width = 860;
    private const int Height = 440;
    private const int Left = 70;
    private const int Right = 280;
    private const int Top = 20;
    private const int Bottom = 60;
    private const int LabelHeight = 15;

    private readonly List<(string Name, string Color, IReadOnlyList<double> Values)> _curves = [];

    /// <summary>Adds a curve with a value for each place.</summary>
    public void Add(string name, string color, IReadOnlyList<double> values) => _curves.Add((name, color, values));

    public string ToSvg()
    {
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        for (var power = LowestPower; power <= HighestPower; power++)
            Rule(svg, Left, Y(Math.Pow(10, power)), Width - Right, Y(Math.Pow(10, power)), Left - 8, Y(Math.Pow(10, power)) + 4, "end", Number(Math.Pow(10, power)));
        foreach (var place in places)
            Rule(svg, X(place), Top, X(place), Height - Bottom, X(place), Height - Bottom + 18, "middle", Number(place));
        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\">{across}</text>");
        Line(svg, $"<text x=\"16\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {(Top + Height - Bottom) / 2})\">{upwards}</text>");
        AddCurves(svg);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private int LowestPower => (int)Math.Floor(Math.Log10(_curves.Min(curve => curve.Values.Min())));

    private int HighestPower => (int)Math.Ceiling(Math.Log10(_curves.Max(curve => curve.Values.Max())));

    private void AddCurves(StringBuilder svg)
    {
        var label = double.NegativeInfinity;
        foreach (var (name, color, values) in _curves.OrderBy(curve => Y(curve.Values[^1])))
        {
            var points = string.Join(' ', places.Zip(values, (place, value) => Text($"{X(place):0.0},{Y(value):0.0}")));
            Line(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>");
            foreach (var (place, value) in places.Zip(values))
                Line(svg, $"<circle cx=\"{X(place):0.0}\" cy=\"{Y(value):0.0}\" r=\"3\" fill=\"{color}\"/>");
            label = Math.Max(Y(values[^1]) + 4, label + LabelHeight);
            Line(svg, $"<text x=\"{Width - Right + 12}\" y=\"{label:0.0}\" fill=\"{color}\">{name}, {values[^1]:0.00} ms</text>");
        }
    }

    private double X(double value) => Left + ((Width - Left - Right) * Share(value, Math.Log10(places[0]), Math.Log10(places[^1])));

    private double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * Share(value, LowestPower, HighestPower));

    private static double Share(double value, double low, double high) => high > low ? (Math.Log10(value) - low) / (high - low) : 0;

    private static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static void Rule(StringBuilder svg, double x1, double y1, double x2, double y2, double x, double y, string anchor, string text)
    {
        Line(svg, $"<line x1=\"{x1:0.0}\" y1=\"{y1:0.0}\" x2=\"{x2:0.0}\" y2=\"{y2:0.0}\" stroke=\"#dddddd\"/>");
        Line(svg, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\">{text}</text>");
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(Text(text)).Append('\n');

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
