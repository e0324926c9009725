using System.Buffers;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The edges of a node, one after another: for <c>foreach</c>. By direction, and where one segment holds them by type.</summary>
/// <remarks>
/// A slice of each segment that knows the node. Slices of segments that only add are walked one after another, the newest
/// first; others are merged, and of each edge the newest counts. Allocates nothing. Dispose it when not using <c>foreach</c>, which does.
/// </remarks>
public ref struct StoredEdges
{
    private readonly EdgeSliceSearch _search;
    private readonly EdgeDirection _last;
    private EdgeDirection _next;
    private readonly bool _chained;
    private int _chain = -1;
    private EdgeSlice _single;
    private int _count;

    // Of several slices, newest first; those that are walked to their end stay, and are passed over.
    private EdgeSlice[]? _merged;
    private int _current;

    /// <param name="ordered">Whether edges must come by type and the id at the other end, whatever segments they lie in.</param>
    internal StoredEdges(EdgeSliceSearch search, EdgeDirection direction, bool ordered)
    {
        _search = search;
        _chained = !ordered && search.Layers.OnlyAdd;
        _next = direction == EdgeDirection.In ? EdgeDirection.In : EdgeDirection.Out;
        _last = direction == EdgeDirection.Out ? EdgeDirection.Out : EdgeDirection.In;
    }

    /// <summary>The edge that was reached.</summary>
    public readonly StoredEdge Current => _count == 1 ? _single.Edge : _merged![_current].Edge;

    /// <summary>The edges themselves; they can be walked once.</summary>
    public readonly StoredEdges GetEnumerator() => this;

    /// <summary>Goes to the next edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext() => (_count == 1 && _single.MoveNextRecord()) || MoveNextSlice();

    /// <summary>Gives back what merging borrowed.</summary>
    public void Dispose()
    {
        if (_merged is not { } borrowed)
            return;
        _merged = null;
        _count = 0;
        ArrayPool<EdgeSlice>.Shared.Return(borrowed, clearArray: true);
    }

    /// <summary>Goes to the first edge of the slices that come next, or to the next edge of several.</summary>
    private bool MoveNextSlice()
    {
        while (true)
        {
            if (_count > 1 && MoveNextMerged())
                return true;
            if (!NextInChain())
            {
                if (_next > _last)
                    return false;
                Collect(_next++);
            }

            if (_count == 1 && _single.MoveNextRecord())
                return true;
        }
    }

    private void Collect(EdgeDirection direction)
    {
        _count = 0;
        _current = -1;
        _search.Fetch(direction);
        if (_chained)
            _chain = _search.Layers.Count - 1;
        else
            CollectAll(direction);
    }

    private void CollectAll(EdgeDirection direction)
    {
        for (var layer = _search.Layers.Count - 1; layer >= 0; layer--)
        {
            if (!_search.TryFind(layer, direction, out var slice))
                continue;
            if (_count == 0)
                _single = slice;
            else
                AddMerged(slice);
            _count++;
        }
    }

    /// <summary>Goes on to the next older slice of the direction that was collected last.</summary>
    private bool NextInChain()
    {
        while (_chain >= 0)
        {
            if (!_search.TryFind(_chain--, _next - 1, out _single))
                continue;
            _count = 1;
            return true;
        }

        return false;
    }

    private void AddMerged(EdgeSlice slice)
    {
        _merged ??= ArrayPool<EdgeSlice>.Shared.Rent(_search.Layers.Count);
        if (_count == 1)
            Add(_merged, 0, _single);
        Add(_merged, _count, slice);

        static void Add(EdgeSlice[] slices, int place, EdgeSlice slice)
        {
            slice.MoveNextRow();
            slices[place] = slice;
        }
    }

    private bool MoveNextMerged()
    {
        var slices = _merged.AsSpan(0, _count);
        do
        {
            if (_current >= 0)
                Pass(slices, slices[_current]);
            _current = Least(slices);
        }
        while (_current >= 0 && slices[_current].IsDeleted);
        return _current >= 0;
    }

    /// <summary>Goes beyond a key in every slice that has it.</summary>
    private static void Pass(Span<EdgeSlice> slices, EdgeSlice passed)
    {
        foreach (ref var slice in slices)
        {
            if (slice.HasRow && slice.CompareKeyTo(passed) == 0)
                slice.MoveNextRow();
        }
    }

    /// <summary>The newest of the slices that have the least key; -1 when all are at their end.</summary>
    private static int Least(ReadOnlySpan<EdgeSlice> slices)
    {
        var least = -1;
        for (var index = 0; index < slices.Length; index++)
        {
            if (slices[index].HasRow && (least < 0 || slices[index].CompareKeyTo(slices[least]) < 0))
                least = index;
        }

        return least;
    }
}
