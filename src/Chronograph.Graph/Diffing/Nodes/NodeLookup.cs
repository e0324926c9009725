using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Finds nodes in shared segments: filters first, then index, ids, and the hashes of what was found.</summary>
internal sealed class NodeLookup(SegmentAlignment alignment, SegmentTable<NodeSegment> segments, int batch) : SharedLookup<NodeId>(alignment, batch)
{
    private readonly int[] _candidates = new int[batch];

    protected override DamagedFileException NotFound(int own) =>
        segments[own].File.Damaged(ColumnId.NodeReplacements, "says of a record that it replaces one, and older segments have none");

    protected override void Find(int shared, ReadOnlySpan<KeyPair<NodeId>> pairs, ReadOnlySpan<int> asked, Span<long> rows)
    {
        var segment = segments[segments.Own + shared];
        rows[..asked.Length].Fill(RowPlace.Unknown);
        // The oldest segment is the largest, and most keys that come to it are there: its filter would only cost.
        var count = shared == 0 ? TakeAll(asked.Length) : Filter(segment, pairs, asked);
        foreach (var place in _candidates.AsSpan(0, count))
            segment.FetchIndex(pairs[asked[place]].Key);
        FindKnown(segment, pairs, asked, rows, _candidates.AsSpan(0, count));
    }

    private int TakeAll(int count)
    {
        for (var place = 0; place < count; place++)
            _candidates[place] = place;
        return count;
    }

    private int Filter(NodeSegment segment, ReadOnlySpan<KeyPair<NodeId>> pairs, ReadOnlySpan<int> asked)
    {
        foreach (var pair in asked)
            segment.FetchFilter(pairs[pair].Key);
        var count = 0;
        for (var place = 0; place < asked.Length; place++)
        {
            if (segment.MayKnow(pairs[asked[place]].Key))
                _candidates[count++] = place;
        }

        return count;
    }

    private static void FindKnown(
        NodeSegment segment, ReadOnlySpan<KeyPair<NodeId>> pairs, ReadOnlySpan<int> asked, Span<long> rows, ReadOnlySpan<int> candidates)
    {
        foreach (var place in candidates)
            segment.FetchId(pairs[asked[place]].Key);
        foreach (var place in candidates)
        {
            var state = segment.FindKnown(pairs[asked[place]].Key, out var row);
            rows[place] = state == RecordState.Present ? row : state == RecordState.Deleted ? RowPlace.Deleted : RowPlace.Unknown;
            if (state == RecordState.Present)
                segment.FetchContentHash(row);
        }
    }
}
