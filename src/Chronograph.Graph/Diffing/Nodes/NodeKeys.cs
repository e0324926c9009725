namespace Chronograph.Graph;

/// <summary>The ids of a segment's nodes.</summary>
/// <param name="segment">The segment.</param>
/// <param name="number">Its number in the table of the diff.</param>
/// <param name="age">A higher one is newer.</param>
internal sealed class NodeKeys(NodeSegment segment, int number, int age) : KeyStream<NodeId>(age)
{
    private long _next;

    protected override int Read(Span<KnownKey<NodeId>> block)
    {
        var count = (int)Math.Min(block.Length, segment.Count - _next);
        var bytes = segment.IdBytes(_next, count);
        for (var place = 0; place < count; place++, bytes = bytes[NodeId.Size..])
            block[place] = new KnownKey<NodeId>(NodeId.Read(bytes), new RowPlace(number, _next + place));
        _next += count;
        return count;
    }
}

/// <summary>The ids that a segment deletes from older ones.</summary>
/// <inheritdoc cref="NodeKeys"/>
internal sealed class DeletedNodeKeys(NodeSegment segment, int number, int age) : KeyStream<NodeId>(age)
{
    private long _next;

    protected override int Read(Span<KnownKey<NodeId>> block)
    {
        var count = (int)Math.Min(block.Length, segment.TombstoneCount - _next);
        var bytes = segment.DeletedIdBytes(_next, count);
        for (var place = 0; place < count; place++, bytes = bytes[NodeId.Size..])
            block[place] = new KnownKey<NodeId>(NodeId.Read(bytes), new RowPlace(number, RowPlace.Deleted));
        _next += count;
        return count;
    }
}
