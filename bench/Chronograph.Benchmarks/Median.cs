namespace Chronograph.Benchmarks;

/// <summary>The middle one of several measurements, with the range beside it.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static string Describe(IReadOnlyCollection<double> values, string format) =>
        $"{Of(values).ToString(format)} ({values.Min().ToString(format)} to {values.Max().ToString(format)})";
}
