namespace Chronograph.Graph;

/// <summary>The keys of a segment's edges and of those it deletes.</summary>
/// <remarks>Edges stand by their sources, so the ids of targets lie anywhere: those of a block are fetched while the block before is used.</remarks>
/// <param name="segment">The segment.</param>
/// <param name="ranks">The rank of each of its types, see <see cref="EdgeTypeRanks"/>.</param>
/// <param name="number">Its number in the table of the diff.</param>
/// <param name="age">A higher one is newer.</param>
internal sealed class EdgeKeys(EdgeSegment segment, int[] ranks, int number, int age) : KeyStream<EdgeSortKey>(age)
{
    private readonly EdgeRows _rows = segment.Out;
    private NodeId _source;
    private long _local = -1;
    private long _next;
    private long _end;

    protected override int Read(Span<KnownKey<EdgeSortKey>> block)
    {
        var count = (int)Math.Min(block.Length, _rows.Count - _next);
        var targets = _rows.Others(_next, _next + count);
        FetchTargets(_next + count);
        for (var place = 0; place < count; place++, _next++)
        {
            if (_next >= _end)
                GoToNextSource();
            var key = new EdgeSortKey(_source, ranks[_rows.Type(_next)], segment.Endpoint(targets[place]));
            block[place] = new KnownKey<EdgeSortKey>(key, new RowPlace(number, IsDeleted(_next) ? RowPlace.Deleted : _next));
        }

        return count;
    }

    private void FetchTargets(long row)
    {
        foreach (var target in _rows.Others(row, Math.Min(row + BlockKeys, _rows.Count)))
            segment.FetchEndpoint(target);
    }

    private bool IsDeleted(long row) => _rows.HasDeleted && _rows.IsDeleted(row);

    private void GoToNextSource()
    {
        while (_next >= _end)
            (_, _end) = _rows.Slice(++_local);
        _source = segment.Endpoint(_local);
    }
}
