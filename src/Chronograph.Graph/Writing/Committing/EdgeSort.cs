using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Sorts staged edges by the ranks of source, type and target, and leaves of each key the last.</summary>
/// <remarks>
/// First they are divided into some thousand parts of neighbouring sources, each filled front to back. Then each part is
/// put in the order of its sources in the cache, and each source's few edges are sorted by themselves: no step writes all
/// over the memory.
/// </remarks>
internal sealed class EdgeSort
{
    private const int MostPartBits = 10;

    // A key is, from the lowest bit on, two marks, the rank of the target, that of the type, and while edges are being
    // sorted the place of the source within its part.
    private const ulong DeletedBit = 1;
    private const ulong MetadataBit = 2;
    private const int TargetShift = 2;
    private const int TypeShift = 34;

    private readonly StagedEdges _edges;
    private readonly int[] _typeRanks;
    private readonly int _sourceShift;

    // A part has so many sources, as a power of two.
    private readonly int _partBits;

    // The edges of one part by source, as they are put there.
    private ulong[] _partKeys = [];
    private int[] _partPlaces = [];

    /// <param name="endpoints">How many nodes edges may begin or end at.</param>
    /// <param name="typeRanks">The rank of each type.</param>
    public EdgeSort(StagedEdges edges, int endpoints, int[] typeRanks)
    {
        _edges = edges;
        _typeRanks = typeRanks;
        _sourceShift = TypeShift + BitsFor(typeRanks.Length);
        _partBits = Math.Min(64 - _sourceShift, Math.Max(0, BitsFor(endpoints) - MostPartBits));
        Starts = new int[endpoints];
        Ends = new int[endpoints];
        Keys = GC.AllocateUninitializedArray<ulong>(edges.Count);
        Places = edges.HasMetadata || edges.HasDeletions ? new int[edges.Count] : null;
    }

    /// <summary>Where the edges of each source begin.</summary>
    public int[] Starts { get; }

    /// <summary>Where they end; what was dropped lies between.</summary>
    public int[] Ends { get; }

    /// <summary>The rank of the type, that of the target, and two marks.</summary>
    public ulong[] Keys { get; }

    /// <summary>Where each edge is staged. Null without metadata and deletions: edges of one key are the same then.</summary>
    public int[]? Places { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Type(ulong key) => (int)(key >> TypeShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Target(ulong key) => (int)(uint)(key >> TargetShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDeleted(ulong key) => (key & DeletedBit) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasMetadata(ulong key) => (key & MetadataBit) != 0;

    /// <param name="ranks">The rank of each number of a node.</param>
    public void Run(int[] ranks)
    {
        var ends = Divide(ranks);
        var start = 0;
        for (var part = 0; part < ends.Length; start = ends[part++])
            SortPart(part << _partBits, start, ends[part]);
    }

    /// <summary>Puts the edges of each part behind one another.</summary>
    /// <returns>Where each part ends.</returns>
    [MethodImpl(Bulk.Loop)]
    private int[] Divide(int[] ranks)
    {
        var ends = new int[((Starts.Length - 1) >> _partBits) + 1];
        for (var place = 0; place < _edges.Count; place++)
            ends[ranks[_edges[place].Source] >> _partBits]++;
        var total = 0;
        foreach (ref var end in ends.AsSpan())
            (end, total) = (total, total + end);
        for (var place = 0; place < _edges.Count; place++)
        {
            ref readonly var edge = ref _edges[place];
            var source = ranks[edge.Source];
            var at = ends[source >> _partBits]++;
            Keys[at] = ((ulong)(source & ((1 << _partBits) - 1)) << _sourceShift) | Key(edge, ranks);
            if (Places is not null)
                Places[at] = place;
        }

        return ends;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Key(in StagedEdge edge, int[] ranks) =>
        ((ulong)_typeRanks[edge.Type] << TypeShift) | ((ulong)ranks[edge.Target] << TargetShift)
        | (edge.IsDeleted ? DeletedBit : 0) | (edge.Metadata >= 0 ? MetadataBit : 0);

    [MethodImpl(Bulk.Loop)]
    private void SortPart(int firstSource, int start, int end)
    {
        PutBySource(firstSource, start, end);
        var (from, endSource) = (0, Math.Min(Ends.Length, firstSource + (1 << _partBits)));
        for (var source = firstSource; source < endSource; source++)
        {
            var to = Ends[source] - start;
            Starts[source] = start + from;
            Ends[source] = start + from + SortSource(from, to, start + from);
            from = to;
        }
    }

    /// <summary>Puts the edges of a part beside those of their source, in the order they came, and notes where each source ends.</summary>
    [MethodImpl(Bulk.Loop)]
    private void PutBySource(int firstSource, int start, int end)
    {
        if (_partKeys.Length < end - start)
            (_partKeys, _partPlaces) = (new ulong[end - start], Places is null ? [] : new int[end - start]);
        var ends = Ends.AsSpan(firstSource, Math.Min(1 << _partBits, Ends.Length - firstSource));
        foreach (var key in Keys.AsSpan(start, end - start))
            ends[(int)(key >> _sourceShift)]++;
        var total = start;
        foreach (ref var sourceEnd in ends)
            (sourceEnd, total) = (total, total + sourceEnd);
        for (var edge = start; edge < end; edge++)
        {
            var at = ends[(int)(Keys[edge] >> _sourceShift)]++ - start;
            _partKeys[at] = Keys[edge] & ((1UL << _sourceShift) - 1);
            if (Places is not null)
                _partPlaces[at] = Places[edge];
        }
    }

    /// <summary>Sorts the edges of a source within the part, and moves of each key the last to its final place.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(Bulk.Loop)]
    private int SortSource(int from, int to, int target)
    {
        Sort(from, to);
        var count = 0;
        for (var edge = from; edge < to; edge++)
        {
            var isNew = edge == from || _partKeys[edge] >> TargetShift != Keys[target + count - 1] >> TargetShift;
            if (!isNew && (Places is null || _partPlaces[edge] < Places[target + count - 1]))
                continue;
            var at = target + (isNew ? count++ : count - 1);
            Keys[at] = _partKeys[edge];
            if (Places is not null)
                Places[at] = _partPlaces[edge];
        }

        return count;
    }

    [MethodImpl(Bulk.Loop)]
    private void Sort(int from, int to)
    {
        var keys = _partKeys.AsSpan(from, to - from);
        if (Places is null)
            ShortSort.Sort(keys);
        else
            ShortSort.Sort(keys, _partPlaces.AsSpan(from, to - from));
    }

    private static int BitsFor(int count) => BitOperations.Log2((uint)Math.Max(1, count)) + 1;
}
