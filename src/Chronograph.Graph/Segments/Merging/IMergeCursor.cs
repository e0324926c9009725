namespace Chronograph.Graph;

/// <summary>Walks the keys of one segment in ascending order, its tombstones among them.</summary>
internal interface IMergeCursor<TSelf>
    where TSelf : class, IMergeCursor<TSelf>
{
    /// <summary>The place of the segment in its version: a higher one is newer and wins.</summary>
    public int Layer { get; }

    /// <summary>Whether the key under the cursor is deleted by this segment.</summary>
    public bool IsDeleted { get; }

    public bool MoveNext();

    public int CompareKeyTo(TSelf other);
}
