using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>What a query had to look at, said on standard error when <c>--explain</c> asks for it; and what a limit left out.</summary>
/// <param name="report">What the query counted.</param>
internal sealed class Explanation(QueryReport report)
{
    /// <summary>The option.</summary>
    public static Option<bool> Option() => new("--explain")
    {
        Description = "Say on standard error how many segments were skipped, opened, and rows looked at",
    };

    /// <summary>Says the counts.</summary>
    public void Say()
    {
        Talk.Note($"segments: {Quantities.Count(report.SegmentsConsidered)} considered, "
            + $"{Quantities.Count(report.SkippedByZoneMap)} skipped by zone map, "
            + $"{Quantities.Count(report.SkippedByFilter)} skipped by bloom filter, "
            + $"{Quantities.Count(report.SegmentsOpened)} opened");
        Talk.Note($"rows touched: {Quantities.Count(report.RowsTouched)}");
    }
}
