using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Turns edges in the order of source, type, target into rows in the order of target, type, source.</summary>
/// <remarks>
/// The edges are read several times, each time for some neighbouring parts of the targets, chosen so that their edges fit
/// in a buffer: of 32 MiB, or for all edges where there is memory. Only a single part with more edges makes it larger.
/// Each part is filled front to back, and then sorted by itself in the cache: no step writes all over the memory. Nothing
/// is spilled.
/// </remarks>
internal sealed class Transposition(EdgeList edges, RowsBuilder rows, TargetCounts parts, ScratchMemory memory, ulong[] buffer)
{
    private const int FewestBuffered = 4 << 20;

    private ulong[] _edges = buffer;
    private ulong[] _byTarget = [];
    private int[] _ends = [];

    /// <summary>Fills the rows, and counts how many each target has.</summary>
    public void Run()
    {
        var wanted = Math.Min(edges.Count, Array.MaxLength);
        var more = wanted <= _edges.Length ? 0 : memory.TakeUpTo(Math.Max(0, wanted - FewestBuffered) * sizeof(ulong));
        if (_edges.Length < wanted)
            _edges = GC.AllocateUninitializedArray<ulong>((int)Math.Min(wanted, FewestBuffered + more / sizeof(ulong)));
        EmitAll();
        memory.GiveBack(more);
    }

    private void EmitAll()
    {
        for (var first = 0; first < parts.Edges.Length;)
        {
            var (end, count) = PartsFrom(first);
            if (count > _edges.Length)
                _edges = new ulong[count];
            Collect(first, end);
            var start = 0;
            for (var part = first; part < end; start += (int)parts.Edges[part++])
                Emit(part, _edges.AsSpan(start, (int)parts.Edges[part]));
            first = end;
        }
    }

    /// <summary>The parts from one on whose edges fit together; at least that one.</summary>
    private (int End, long Count) PartsFrom(int first)
    {
        var (end, count) = (first + 1, parts.Edges[first]);
        while (end < parts.Edges.Length && count + parts.Edges[end] <= _edges.Length)
            count += parts.Edges[end++];
        return (end, count);
    }

    /// <summary>Puts the edges of some parts behind one another.</summary>
    [MethodImpl(Bulk.Loop)]
    private void Collect(int first, int end)
    {
        var places = new int[end - first];
        for (var part = 1; part < places.Length; part++)
            places[part] = places[part - 1] + (int)parts.Edges[first + part - 1];
        for (var edge = edges.Scan(); edge.MoveNext();)
        {
            var part = (edge.Target >> parts.TargetBits) - first;
            if ((uint)part < (uint)places.Length)
                _edges[places[part]++] = parts.Pack(edge.Target, edge.Type, edge.Source, edge.IsDeleted);
        }
    }

    /// <summary>Gives the rows the edges of a part, target after target.</summary>
    [MethodImpl(Bulk.Loop)]
    private void Emit(int part, Span<ulong> packed)
    {
        var (first, end) = parts.Targets(part);
        var sorted = end - first == 1 ? packed : ByTarget(packed, end - first);
        if (end - first == 1)
            _ends = [packed.Length];
        var start = 0;
        for (var target = first; target < end; target++)
        {
            var own = sorted[start.._ends[target - first]];
            ShortSort.Sort(own); // mostly few, and those of one type come in order
            foreach (var edge in own)
                rows.Add(parts.Type(edge), parts.Source(edge), TargetCounts.IsDeleted(edge));
            rows.Degrees[target] = own.Length;
            start += own.Length;
        }
    }

    /// <summary>Puts the edges of a part beside those of their target, in the order they come, which is that of their sources.</summary>
    [MethodImpl(Bulk.Loop)]
    private Span<ulong> ByTarget(ReadOnlySpan<ulong> packed, int targets)
    {
        if (_byTarget.Length < packed.Length)
            _byTarget = new ulong[packed.Length];
        _ends = _ends.Length == targets ? _ends : new int[targets];
        Array.Clear(_ends);
        foreach (var edge in packed)
            _ends[parts.Target(edge)]++;
        var total = 0;
        foreach (ref var end in _ends.AsSpan())
            (end, total) = (total, total + end);
        foreach (var edge in packed)
            _byTarget[_ends[parts.Target(edge)]++] = edge;
        return _byTarget.AsSpan(0, packed.Length);
    }
}
