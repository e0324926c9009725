namespace Chronograph.Graph;

/// <summary>A key and where a segment has it.</summary>
internal readonly record struct KnownKey<TKey>(TKey Key, RowPlace Place)
    where TKey : struct, IComparable<TKey>;

/// <summary>A row of a segment, in short: what a version says of a key.</summary>
/// <param name="Segment">The segment's number in the <see cref="SegmentTable{TSegment}"/> of the diff; -1 when no segment was found.</param>
/// <param name="Older">What is known of the key in older segments, without asking them.</param>
/// <param name="Row">The row; <see cref="DeletedAt"/> a place when the segment deletes the key; <see cref="Unknown"/> when it does not know it.</param>
internal readonly record struct RowPlace(int Segment, OlderRecord Older, long Row)
{
    /// <summary>In place of a row: the segment does not know the key.</summary>
    public const long Unknown = -1;

    /// <summary>In place of a row: the segment deletes the key, wherever it says so.</summary>
    public const long Deleted = -2;

    /// <summary>Nothing was found.</summary>
    public static RowPlace None => new(-1, OlderRecord.Unknown, Unknown);

    /// <summary>Whether a segment knows the key, be it as deleted.</summary>
    public bool IsKnown => Row != Unknown;

    /// <summary>Whether there is a record.</summary>
    public bool IsPresent => Row >= 0;

    /// <summary>Where the segment has its tombstone; only of a key that is deleted.</summary>
    public long Tombstone => Deleted - Row;

    /// <summary>In place of a row: the segment deletes the key by this tombstone.</summary>
    public static long DeletedAt(long tombstone) => Deleted - tombstone;

    /// <summary>Whether it is so many rows behind another one of the same segment.</summary>
    public bool IsBehind(RowPlace first, int rows) => Segment == first.Segment && Row == first.Row + rows;
}
