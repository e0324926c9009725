using System.Globalization;

namespace Chronograph.Cli;

/// <summary>How far long work has come.</summary>
/// <param name="Activity">What is being done, such as <c>analysing</c>; each activity has a bar.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is to do; 0 when that is not known.</param>
/// <param name="Unit">What is counted, in the plural, such as <c>files</c>.</param>
internal sealed record ProgressStep(string Activity, long Done, long Total, string Unit)
{
    /// <summary>The unit of steps that count bytes, which are shown in larger units.</summary>
    public const string Bytes = "bytes";

    /// <summary>How much there is, how much of it is done, and how much in a second where that is known.</summary>
    public static string Describe(double done, double total, string unit, double? perSecond)
    {
        var rate = perSecond is { } amount and > 0 ? $", {Rate(amount, unit)}/s" : "";
        return unit == Bytes
            ? $"{Amount(done, unit)} of {Amount(total, unit)}{rate}"
            : $"{Amount(done, unit)} of {Amount(total, unit)} {unit}{rate}";
    }

    private static string Rate(double perSecond, string unit) => unit != Bytes && perSecond < 10
        ? perSecond.ToString("0.0", CultureInfo.InvariantCulture)
        : Amount(perSecond, unit);

    private static string Amount(double amount, string unit)
    {
        var whole = (long)Math.Round(amount);
        return unit == Bytes ? Quantities.Bytes(whole) : Quantities.Count(whole);
    }
}
