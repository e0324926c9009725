namespace Chronograph.Benchmarks;

/// <summary>What was measured of one store, in milliseconds, medians.</summary>
internal sealed record MarkFigures(BuiltStore Built)
{
    public List<double> StrictCommit { get; } = [];

    public List<double> OpenLatest { get; } = [];

    public List<double> Page { get; } = [];

    public List<double> FindNew { get; } = [];

    public List<double> FindOld { get; } = [];

    public List<double> FindAbsent { get; } = [];
}
