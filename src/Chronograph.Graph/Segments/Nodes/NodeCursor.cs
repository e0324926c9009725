namespace Chronograph.Graph;

/// <summary>Walks the records and tombstones of a node segment by id.</summary>
internal sealed class NodeCursor : IMergeCursor<NodeCursor>
{
    private long _nextRow;
    private long _nextDeleted;

    public NodeCursor(NodeSegment segment, int layer)
    {
        Segment = segment;
        Layer = layer;
    }

    public NodeSegment Segment { get; }

    public int Layer { get; }

    public NodeId Id { get; private set; }

    public bool IsDeleted { get; private set; }

    /// <summary>The record's row; without meaning when deleted.</summary>
    public long Row => _nextRow - 1;

    public bool MoveNext()
    {
        var hasRow = _nextRow < Segment.Count;
        var hasDeleted = _nextDeleted < Segment.TombstoneCount;
        if (!hasRow && !hasDeleted)
            return false;
        var row = hasRow ? Segment.Id(_nextRow) : default;
        var deleted = hasDeleted ? Segment.DeletedId(_nextDeleted) : default;
        IsDeleted = hasDeleted && (!hasRow || deleted.CompareTo(row) < 0);
        Id = IsDeleted ? deleted : row;
        if (IsDeleted)
            _nextDeleted++;
        else
            _nextRow++;
        return true;
    }

    public int CompareKeyTo(NodeCursor other) => Id.CompareTo(other.Id);
}
