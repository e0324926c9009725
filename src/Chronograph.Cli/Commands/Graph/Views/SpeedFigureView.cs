using System.Globalization;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How a measured figure looks in a list.</summary>
internal static class SpeedFigureView
{
    /// <summary>What, how much, and what it should be.</summary>
    public static ItemView<GraphSpeedFigure> Instance { get; } = new(
        [
            new("figure", figure => figure.What),
            new("value", figure => Number(figure.Value), RightAligned: true),
            new("unit", figure => figure.Unit),
            new("aim", Aim),
        ],
        (json, figure) =>
        {
            json.WriteString("figure", figure.What);
            json.WriteNumber("value", Math.Round(figure.Value, 3));
            json.WriteString("unit", figure.Unit);
            if (figure.Aim is { } aim)
                json.WriteNumber(figure.AtLeast ? "at_least" : "at_most", Math.Round(aim, 3));
            if (figure.Reached is { } reached)
                json.WriteBoolean("reached", reached);
        });

    private static string Aim(GraphSpeedFigure figure) => figure.Aim is { } aim
        ? $"{(figure.AtLeast ? "at least" : "at most")} {Number(aim)}{(figure.Reached == true ? "" : ", missed")}"
        : "";

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0" : "0.00", CultureInfo.InvariantCulture);
}
