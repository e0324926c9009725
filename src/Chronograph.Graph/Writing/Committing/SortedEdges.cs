using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Staged edges by the ranks of source, type and target, of each key the last: eight bytes an edge, twelve where they differ in more than that.</summary>
internal sealed class SortedEdges
{
    // The edges of a source are those from its start to its end; what was dropped lies between.
    private readonly int[] _starts;
    private readonly int[] _ends;

    // The rank of the type, that of the target, and two marks.
    private readonly ulong[] _keys;

    // Where each edge is staged. Null without metadata and deletions: edges of one key are the same then.
    private readonly int[]? _places;

    /// <param name="sort">A sort that was run.</param>
    private SortedEdges(EdgeSort sort) => (_starts, _ends, _keys, _places) = (sort.Starts, sort.Ends, sort.Keys, sort.Places);

    /// <summary>How many nodes edges may begin or end at.</summary>
    public int Endpoints => _ends.Length;

    /// <summary>Memory for as many numbers as there were edges, for whoever is done with these.</summary>
    public ulong[] Memory => _keys;

    [MethodImpl(Bulk.Loop)]
    public static SortedEdges Of(StagedEdges edges, EndpointOrder endpoints, int[] typeRanks)
    {
        var sort = new EdgeSort(edges, endpoints.Count, typeRanks);
        sort.Run(endpoints.Ranks);
        if (sort.Places is null)
        {
            var staged = edges.Bytes;
            edges.Release();
            UnusedMemory.Collect(staged);
        }

        return new SortedEdges(sort);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(int from, int to)
    {
        _keys[to] = _keys[from];
        if (_places is not null)
            _places[to] = _places[from];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SortedEdge At(int source, int edge)
    {
        var key = _keys[edge];
        return new SortedEdge(
            source, EdgeSort.Type(key), EdgeSort.Target(key), _places?[edge] ?? -1, EdgeSort.IsDeleted(key), EdgeSort.HasMetadata(key));
    }

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
