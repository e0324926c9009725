namespace Chronograph.Selftest;

/// <summary>A distribution of latencies, in nanoseconds.</summary>
internal sealed record Percentiles(long P50, long P90, long P99, long P999, long Max);
