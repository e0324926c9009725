namespace Chronograph.Log;

/// <summary>Where a message stands in the merged order: by timestamp, then by the index of its log.</summary>
internal readonly record struct MergeKey(long TimestampNs, int Source)
{
    /// <summary>Behind every message.</summary>
    public static MergeKey End => new(long.MaxValue, int.MaxValue);

    /// <summary>Before every message with this timestamp.</summary>
    public static MergeKey Before(long timestampNs) => new(timestampNs, -1);

    public static MergeKey Min(MergeKey left, MergeKey right) => right < left ? right : left;

    public static MergeKey Max(MergeKey left, MergeKey right) => left < right ? right : left;

    public static bool operator <(MergeKey left, MergeKey right) =>
        left.TimestampNs < right.TimestampNs || (left.TimestampNs == right.TimestampNs && left.Source < right.Source);

    public static bool operator >(MergeKey left, MergeKey right) => right < left;
}
