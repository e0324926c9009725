namespace Chronograph.Graph;

/// <summary>A key and where a segment has it.</summary>
internal readonly record struct KnownKey<TKey>(TKey Key, RowPlace Place)
    where TKey : struct, IComparable<TKey>;

/// <summary>A row of a segment, in short: what a version says of a key.</summary>
/// <param name="Segment">The segment's number in the <see cref="SegmentTable{TSegment}"/> of the diff; -1 when no segment was found.</param>
/// <param name="Row">The row; <see cref="Deleted"/> when the segment deletes the key.</param>
internal readonly record struct RowPlace(int Segment, long Row)
{
    /// <summary>In place of a row: the segment deletes the key.</summary>
    public const long Deleted = -1;

    /// <summary>In place of a row: the segment does not know the key.</summary>
    public const long Unknown = -2;

    /// <summary>Nothing was found.</summary>
    public static RowPlace None => new(-1, Unknown);

    /// <summary>Whether a segment knows the key, be it as deleted.</summary>
    public bool IsKnown => Row >= Deleted;

    /// <summary>Whether there is a record.</summary>
    public bool IsPresent => Row >= 0;
}
