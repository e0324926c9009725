namespace Chronograph.Graph;

/// <summary>Staged edges by the ranks of source, type and target, of each key the last: twelve bytes an edge.</summary>
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

    // The rank of the type, that of the target, and two marks; where the edge is staged.
    private readonly ulong[] _keys;
    private readonly int[] _places;

    private SortedEdges(int[] starts, int edges)
    {
        _starts = starts;
        _ends = starts[..^1];
        _keys = new ulong[edges];
        _places = new int[edges];
    }

    public IEnumerable<SortedEdge> All
    {
        get
        {
            for (var source = 0; source < _ends.Length; source++)
            {
                for (var edge = _starts[source]; edge < _ends[source]; edge++)
                    yield return At(source, edge);
            }
        }
    }

    public static SortedEdges Of(StagedEdges edges, EndpointOrder endpoints, int[] typeRanks)
    {
        var ranks = endpoints.Ranks(endpoints.Count == 0 ? 0 : MostNumber(edges) + 1);
        var sorted = new SortedEdges(Starts(edges, endpoints, ranks), edges.Count);
        for (var place = 0; place < edges.Count; place++)
            sorted.Put(edges[place], place, ranks, typeRanks);
        for (var source = 0; source < sorted._ends.Length; source++)
            sorted.SortSource(source);
        return sorted;
    }

    /// <summary>Drops the edges for which the condition is false; asks in the order of the edges.</summary>
    public void Keep(Func<SortedEdge, bool> condition)
    {
        for (var source = 0; source < _ends.Length; source++)
        {
            var kept = _starts[source];
            for (var edge = kept; edge < _ends[source]; edge++)
            {
                if (condition(At(source, edge)))
                    (_keys[kept], _places[kept++]) = (_keys[edge], _places[edge]);
            }

            _ends[source] = kept;
        }
    }

    public BitList UsedEndpoints()
    {
        var used = new BitList(_ends.Length);
        foreach (var edge in All)
        {
            used.Set(edge.Source);
            used.Set(edge.Target);
        }

        return used;
    }

    public BitList UsedTypes(int types)
    {
        var used = new BitList(types);
        foreach (var edge in All)
            used.Set(edge.Type);
        return used;
    }

    private static int MostNumber(StagedEdges edges)
    {
        var most = 0;
        for (var place = 0; place < edges.Count; place++)
            most = Math.Max(most, Math.Max(edges[place].Source, edges[place].Target));
        return most;
    }

    private static int[] Starts(StagedEdges edges, EndpointOrder endpoints, int[] ranks)
    {
        var starts = new int[endpoints.Count + 1];
        for (var place = 0; place < edges.Count; place++)
            starts[ranks[edges[place].Source] + 1]++;
        for (var source = 1; source < starts.Length; source++)
            starts[source] += starts[source - 1];
        return starts;
    }

    private void Put(in StagedEdge edge, int place, int[] ranks, int[] typeRanks)
    {
        var at = _ends[ranks[edge.Source]]++;
        _keys[at] = ((ulong)typeRanks[edge.Type] << TypeShift) | ((ulong)ranks[edge.Target] << TargetShift)
            | (edge.IsDeleted ? DeletedBit : 0) | (edge.Metadata >= 0 ? MetadataBit : 0);
        _places[at] = place;
    }

    private void SortSource(int source)
    {
        var (start, end) = (_starts[source], _ends[source]);
        if (end - start < 2)
            return;
        Array.Sort(_keys, _places, start, end - start);
        var kept = start;
        for (var edge = start + 1; edge < end; edge++)
        {
            if (_keys[edge] >> TargetShift != _keys[kept] >> TargetShift)
                kept++;
            else if (_places[edge] < _places[kept])
                continue;
            (_keys[kept], _places[kept]) = (_keys[edge], _places[edge]);
        }

        _ends[source] = kept + 1;
    }

    private SortedEdge At(int source, int edge) => new(
        source,
        (int)(_keys[edge] >> TypeShift),
        (int)(uint)(_keys[edge] >> TargetShift),
        _places[edge],
        (_keys[edge] & DeletedBit) != 0,
        (_keys[edge] & MetadataBit) != 0);
}

/// <summary>An edge by the ranks of its parts.</summary>
/// <param name="Source">Rank of the source's id.</param>
/// <param name="Type">Rank of the type.</param>
/// <param name="Target">Rank of the target's id.</param>
/// <param name="Place">Where it is staged.</param>
/// <param name="IsDeleted">Whether it is a tombstone.</param>
/// <param name="HasMetadata">Whether it has metadata.</param>
internal readonly record struct SortedEdge(int Source, int Type, int Target, int Place, bool IsDeleted, bool HasMetadata);
