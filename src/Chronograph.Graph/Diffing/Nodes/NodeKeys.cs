using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>The ids of a segment's nodes and of those it deletes.</summary>
/// <param name="segment">The segment.</param>
/// <param name="number">Its number in the table of the diff.</param>
/// <param name="older">What is known of older segments.</param>
internal sealed class NodeKeys(NodeSegment segment, int number, OlderRecords older) : KeyStream<NodeId>
{
    private long _next;
    private long _nextDeleted;

    public override bool AllDiffer => segment.TombstoneCount == 0 && older.AllDiffer;

    public override int ReadKinds(bool isEarlier, Span<ChangeKind> kinds)
    {
        var count = (int)Math.Min(BlockKeys, segment.Count - _next);
        Span<OlderRecord> known = stackalloc OlderRecord[BlockKeys];
        ReadOlder(known[..count]);
        OneSided.Kinds(known[..count], isEarlier, kinds);
        return count;
    }

    public override void Skip(int count) => _next += count;

    public override int Read(Span<KnownKey<NodeId>> block) =>
        segment.TombstoneCount == 0 ? ReadNodes(block[..BlockKeys]) : ReadBoth(block[..BlockKeys]);

    private int ReadNodes(Span<KnownKey<NodeId>> block)
    {
        var count = (int)Math.Min(block.Length, segment.Count - _next);
        Span<OlderRecord> known = stackalloc OlderRecord[BlockKeys];
        ReadOlder(known[..count]);
        var bytes = segment.IdBytes(_next, count);
        for (var place = 0; place < count; place++, bytes = bytes[NodeId.Size..])
            block[place] = new KnownKey<NodeId>(NodeId.Read(bytes), new RowPlace(number, known[place], _next + place));
        _next += count;
        return count;
    }

    private int ReadBoth(Span<KnownKey<NodeId>> block)
    {
        Span<OlderRecord> known = stackalloc OlderRecord[BlockKeys];
        ReadOlder(known[..(int)Math.Min(block.Length, segment.Count - _next)]);
        var (first, count) = (_next, 0);
        for (; count < block.Length && (_next < segment.Count || _nextDeleted < segment.TombstoneCount); count++)
        {
            if (IsNodeNext())
                block[count] = new KnownKey<NodeId>(segment.Id(_next), new RowPlace(number, known[(int)(_next - first)], _next++));
            else
                block[count] = new KnownKey<NodeId>(
                    segment.DeletedId(_nextDeleted), new RowPlace(number, older.OfDeleted, RowPlace.DeletedAt(_nextDeleted++)));
        }

        return count;
    }

    private bool IsNodeNext() =>
        _nextDeleted == segment.TombstoneCount
        || (_next < segment.Count && segment.Id(_next).CompareTo(segment.DeletedId(_nextDeleted)) < 0);

    private void ReadOlder(Span<OlderRecord> known)
    {
        if (older.OfAll is { } all)
            known.Fill(all);
        else
            segment.CopyReplacements(_next, MemoryMarshal.Cast<OlderRecord, Replacement>(known));
    }
}
