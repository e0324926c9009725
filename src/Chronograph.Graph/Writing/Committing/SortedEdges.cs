using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Staged edges by the ranks of source, type and target, of each key the last: eight bytes an edge, twelve where they differ in more than that.</summary>
/// <remarks>Edges are put beside those of their source in one pass; then each source's few edges are sorted by themselves.</remarks>
internal sealed class SortedEdges
{
    private const int TargetShift = 2;
    private const int TypeShift = 34;
    private const ulong DeletedBit = 1;
    private const ulong MetadataBit = 2;

    // The edges of a source are those from its start to its end; what was dropped lies between.
    private readonly int[] _starts;
    private readonly int[] _ends;

    // The rank of the type, that of the target, and two marks.
    private readonly ulong[] _keys;

    // Where each edge is staged. Null without metadata and deletions: edges of one key are the same then.
    private readonly int[]? _places;

    private SortedEdges(int[] starts, StagedEdges edges)
    {
        _starts = starts;
        _ends = starts[..^1];
        _keys = new ulong[edges.Count];
        _places = edges.HasMetadata || edges.HasDeletions ? new int[edges.Count] : null;
    }

    /// <summary>How many nodes edges may begin or end at.</summary>
    public int Endpoints => _ends.Length;

    [MethodImpl(Bulk.Loop)]
    public static SortedEdges Of(StagedEdges edges, EndpointOrder endpoints, int[] typeRanks)
    {
        var sorted = new SortedEdges(Starts(edges, endpoints), edges);
        for (var place = 0; place < edges.Count; place++)
            sorted.Put(edges[place], place, endpoints.Ranks, typeRanks);
        for (var source = 0; source < sorted.Endpoints; source++)
            sorted.SortSource(source);
        return sorted;
    }

    /// <summary>The edges by source, type and target.</summary>
    public Walk GetEnumerator() => new(this);

    /// <summary>Drops the edges for which the condition is false; asks in the order of the edges.</summary>
    public void Keep(Func<SortedEdge, bool> condition)
    {
        for (var source = 0; source < Endpoints; source++)
        {
            var kept = _starts[source];
            for (var edge = kept; edge < _ends[source]; edge++)
            {
                if (condition(At(source, edge)))
                    Move(edge, kept++);
            }

            _ends[source] = kept;
        }
    }

    /// <summary>How many edges there are, tombstones among them.</summary>
    [MethodImpl(Bulk.Loop)]
    public long Count()
    {
        var count = 0L;
        for (var source = 0; source < Endpoints; source++)
            count += _ends[source] - _starts[source];
        return count;
    }

    [MethodImpl(Bulk.Loop)]
    private static int[] Starts(StagedEdges edges, EndpointOrder endpoints)
    {
        var starts = new int[endpoints.Count + 1];
        for (var place = 0; place < edges.Count; place++)
            starts[endpoints.Ranks[edges[place].Source] + 1]++;
        for (var source = 1; source < starts.Length; source++)
            starts[source] += starts[source - 1];
        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(in StagedEdge edge, int place, int[] ranks, int[] typeRanks)
    {
        var at = _ends[ranks[edge.Source]]++;
        _keys[at] = ((ulong)typeRanks[edge.Type] << TypeShift) | ((ulong)ranks[edge.Target] << TargetShift)
            | (edge.IsDeleted ? DeletedBit : 0) | (edge.Metadata >= 0 ? MetadataBit : 0);
        if (_places is not null)
            _places[at] = place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(int from, int to)
    {
        _keys[to] = _keys[from];
        if (_places is not null)
            _places[to] = _places[from];
    }

    [MethodImpl(Bulk.Loop)]
    private void SortSource(int source)
    {
        var (start, end) = (_starts[source], _ends[source]);
        if (end - start < 2)
            return;
        Sort(start, end);
        var kept = start;
        for (var edge = start + 1; edge < end; edge++)
        {
            if (_keys[edge] >> TargetShift != _keys[kept] >> TargetShift)
                kept++;
            else if (_places is null || _places[edge] < _places[kept])
                continue;
            Move(edge, kept);
        }

        _ends[source] = kept + 1;
    }

    [MethodImpl(Bulk.Loop)]
    private void Sort(int start, int end)
    {
        var keys = _keys.AsSpan(start, end - start);
        if (_places is null)
            ShortSort.Sort(keys);
        else
            ShortSort.Sort(keys, _places.AsSpan(start, end - start));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SortedEdge At(int source, int edge) => new(
        source,
        (int)(_keys[edge] >> TypeShift),
        (int)(uint)(_keys[edge] >> TargetShift),
        _places?[edge] ?? -1,
        (_keys[edge] & DeletedBit) != 0,
        (_keys[edge] & MetadataBit) != 0);

    /// <summary>Walks the edges once: for <c>foreach</c>.</summary>
    internal struct Walk(SortedEdges edges)
    {
        private int _source = -1;
        private int _edge = -1;
        private int _end;

        public readonly SortedEdge Current => edges.At(_source, _edge);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            for (_edge++; _edge >= _end; _edge = edges._starts[_source], _end = edges._ends[_source])
            {
                if (++_source == edges.Endpoints)
                    return false;
            }

            return true;
        }
    }
}

/// <summary>An edge by the ranks of its parts.</summary>
/// <param name="Source">Rank of the source's id.</param>
/// <param name="Type">Rank of the type.</param>
/// <param name="Target">Rank of the target's id.</param>
/// <param name="Place">Where it is staged; -1 when it has no metadata and no other edge has, either.</param>
/// <param name="IsDeleted">Whether it is a tombstone.</param>
/// <param name="HasMetadata">Whether it has metadata.</param>
internal readonly record struct SortedEdge(int Source, int Type, int Target, int Place, bool IsDeleted, bool HasMetadata);
