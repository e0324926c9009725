using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>The keys of a segment's edges and of those it deletes.</summary>
/// <remarks>Edges stand by their sources, so the ids of targets lie anywhere: those of a block are fetched while the block before is used.</remarks>
/// <param name="segment">The segment.</param>
/// <param name="ranks">The rank of each of its types, see <see cref="EdgeTypeRanks"/>.</param>
/// <param name="number">Its number in the table of the diff.</param>
/// <param name="older">What is known of older segments.</param>
internal sealed class EdgeKeys(EdgeSegment segment, int[] ranks, int number, OlderRecords older) : KeyStream<EdgeSortKey>
{
    private readonly EdgeRows _rows = segment.Out;
    private NodeId _source;
    private long _local = -1;
    private long _next;
    private long _end;

    public override bool AllDiffer => older.AllDiffer;

    public override int ReadKinds(bool isEarlier, Span<ChangeKind> kinds)
    {
        var count = (int)Math.Min(BlockKeys, _rows.Count - _next);
        Span<OlderRecord> known = stackalloc OlderRecord[BlockKeys];
        ReadOlder(known[..count]);
        OneSided.Kinds(known[..count], isEarlier, kinds);
        for (var place = 0; _rows.HasDeleted && place < count; place++)
        {
            if (_rows.IsDeleted(_next + place))
                kinds[place] = OneSided.KindOfDeleted(isEarlier);
        }

        return count;
    }

    public override void Skip(int count) => _next += count;

    public override int Read(Span<KnownKey<EdgeSortKey>> block)
    {
        var count = (int)Math.Min(BlockKeys, _rows.Count - _next);
        Span<OlderRecord> known = stackalloc OlderRecord[BlockKeys];
        Span<int> types = stackalloc int[BlockKeys];
        ReadOlder(known[..count]);
        _rows.TypeCodes.CopyTo(_next, types[..count]);
        var targets = _rows.Others(_next, _next + count);
        FetchTargets(_next + count);
        ReadOnlySpan<uint> ends = [];
        for (var place = 0; place < count; place++, _next++)
        {
            if (_next >= _end)
                GoToNextSource(ref ends);
            var key = new EdgeSortKey(_source, ranks[types[place]], segment.Endpoint(targets[place]));
            block[place] = new KnownKey<EdgeSortKey>(key, new RowPlace(number, known[place], IsDeleted(_next) ? RowPlace.DeletedAt(_next) : _next));
        }

        return count;
    }

    private void ReadOlder(Span<OlderRecord> known)
    {
        if (older.OfAll is { } all)
            known.Fill(all);
        else
            segment.CopyReplacements(_next, MemoryMarshal.Cast<OlderRecord, Replacement>(known));
    }

    private void FetchTargets(long row)
    {
        foreach (var target in _rows.Others(row, Math.Min(row + BlockKeys, _rows.Count)))
            segment.FetchEndpoint(target);
    }

    private bool IsDeleted(long row) => _rows.HasDeleted && _rows.IsDeleted(row);

    /// <param name="ends">Where the rows of the next sources end; read on when there are none left.</param>
    private void GoToNextSource(ref ReadOnlySpan<uint> ends)
    {
        do
        {
            if (ends.IsEmpty)
                ends = _rows.Ends(_local + 1, BlockKeys);
            (_local, _end) = (_local + 1, ends[0]);
            ends = ends[1..];
        }
        while (_next >= _end);
        _source = segment.Endpoint(_local);
    }
}
