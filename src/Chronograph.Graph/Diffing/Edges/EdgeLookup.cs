using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// Finds edges in shared segments: filter lines first, then the index and the ids of sources, where their rows stand, the
/// rows, and the ids of their targets.
/// </summary>
internal sealed class EdgeLookup(SegmentAlignment alignment, SegmentTable<EdgeSegment> segments, EdgeTypeRanks types, int batch)
    : SharedLookup<EdgeSortKey>(alignment, batch)
{
    private readonly int[]?[] _codes = new int[]?[alignment.Shared];
    private readonly NodeId[] _keys = new NodeId[batch];
    private readonly Candidate[] _candidates = new Candidate[batch];

    protected override DamagedFileException NotFound(int own) =>
        segments[own].File.Damaged(ColumnId.EdgeReplacements, "says of a record that it replaces one, and older segments have none");

    protected override void Find(int shared, ReadOnlySpan<KeyPair<EdgeSortKey>> pairs, ReadOnlySpan<int> asked, Span<long> rows)
    {
        var segment = segments[segments.Own + shared];
        var codes = _codes[shared] ??= types.CodesIn(segment);
        for (var place = 0; place < asked.Length; place++)
        {
            ref readonly var key = ref pairs[asked[place]].Key;
            _keys[place] = EdgeKey.Hash(key.Source, types.Id(key.Type), key.Target);
            segment.FetchEdgeFilter(_keys[place]);
        }

        var count = 0;
        for (var place = 0; place < asked.Length; place++)
        {
            rows[place] = RowPlace.Unknown;
            ref readonly var key = ref pairs[asked[place]].Key;
            if (codes[key.Type] is var code && code >= 0 && segment.MayKnowEdge(_keys[place]))
                _candidates[count++] = new Candidate(place, key.Source, code, key.Target);
        }

        FindSources(segment, _candidates.AsSpan(0, count));
        FindRows(segment, _candidates.AsSpan(0, count), rows);
    }

    private static void FindSources(EdgeSegment segment, Span<Candidate> candidates)
    {
        foreach (ref readonly var candidate in candidates)
            segment.FetchIndex(candidate.Source);
        foreach (ref readonly var candidate in candidates)
            segment.FetchRows(candidate.Source, EdgeDirection.Out);
        foreach (ref var candidate in candidates)
        {
            candidate.Local = segment.FindKnown(candidate.Source);
            if (candidate.Local >= 0)
                segment.Out.Fetch(candidate.Local);
        }
    }

    private static void FindRows(EdgeSegment segment, Span<Candidate> candidates, Span<long> rows)
    {
        foreach (ref var candidate in candidates)
        {
            if (candidate.Local < 0)
                continue;
            (candidate.Start, candidate.End) = segment.Out.Slice(candidate.Local);
            segment.Out.FetchRow(candidate.Start);
        }

        foreach (ref var candidate in candidates)
        {
            if (candidate.Start == candidate.End)
                continue;
            (candidate.Start, candidate.End) = segment.Out.Narrow(candidate.Start, candidate.End, candidate.Type);
            if (candidate.Start < candidate.End)
                segment.FetchEndpoint(segment.Out.Other(candidate.Start));
        }

        foreach (ref readonly var candidate in candidates)
        {
            var row = FindTarget(segment, candidate);
            if (row < 0)
                continue;
            rows[candidate.Place] = segment.Out.HasDeleted && segment.Out.IsDeleted(row) ? RowPlace.Deleted : row;
            segment.MetadataRows.Fetch(row);
        }
    }

    /// <summary>The row of a source and a type whose target has the id, or -1: targets ascend by their ids.</summary>
    private static long FindTarget(EdgeSegment segment, in Candidate candidate)
    {
        var (low, high) = (candidate.Start, candidate.End);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            var order = segment.Endpoint(segment.Out.Other(middle)).CompareTo(candidate.Target);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return -1;
    }

    /// <summary>An edge that the segment may know, and how far it was found.</summary>
    private struct Candidate(int place, NodeId source, int type, NodeId target)
    {
        public readonly int Place = place;
        public readonly NodeId Source = source;
        public readonly int Type = type;
        public readonly NodeId Target = target;
        public long Local = -1;
        public long Start;
        public long End;
    }
}
