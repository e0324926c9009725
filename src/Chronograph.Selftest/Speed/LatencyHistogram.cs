using System.Numerics;

namespace Chronograph.Selftest;

/// <summary>Counts latencies in buckets no wider than one sixty-fourth of their value. For one thread; recording allocates nothing.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[SubBuckets * (64 - SubBits + 1)];

    public long Count { get; private set; }

    /// <summary>The longest, exactly.</summary>
    public long Max { get; private set; }

    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        _counts[IndexOf(value)]++;
        Count++;
        if (value > Max)
            Max = value;
    }

    /// <summary>The value that this share of all latencies does not exceed, at most one sixty-fourth too large.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public long Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank && seen > 0)
                return Math.Min(UpperEnd(index), Max);
        }

        return Max;
    }

    public Percentiles Summary() => new(Percentile(0.5), Percentile(0.9), Percentile(0.99), Percentile(0.999), Max);

    // Values below 64 have a bucket each; from there on 64 buckets halve every power of two.
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static long UpperEnd(int index)
    {
        var shift = Math.Max(0, (index >> SubBits) - 1);
        return ((index - ((long)shift << SubBits) + 1) << shift) - 1;
    }
}
