namespace Chronograph.Graph;

/// <summary>Turns edges in the order of source, type, target into rows in the order of target, type, source.</summary>
/// <remarks>
/// The edges are read several times, each time for the targets of one range, chosen so that their edges fit in a buffer of
/// fixed size; only a single target with more edges than that makes it larger. Nothing is spilled.
/// </remarks>
internal sealed class Transposition(EdgeList edges, RowsBuilder rows)
{
    private const int BufferedEdges = 8 << 20;
    private const int SourceShift = 1;
    private const int TypeShift = 33;

    private readonly int[] _degrees = rows.Degrees;

    /// <summary>Fills the rows.</summary>
    public void Run()
    {
        var buffer = new ulong[Math.Min(BufferedEdges, edges.Count)];
        for (var first = 0; first < _degrees.Length;)
        {
            var (end, count) = RangeFrom(first);
            if (count > buffer.Length)
                buffer = new ulong[count];
            Collect(first, end, buffer);
            Emit(first, end, buffer);
            first = end;
        }
    }

    /// <summary>The targets from one on whose edges fit together; at least that one.</summary>
    private (int End, long Count) RangeFrom(int first)
    {
        var (end, count) = (first + 1, (long)_degrees[first]);
        while (end < _degrees.Length && count + _degrees[end] <= BufferedEdges)
            count += _degrees[end++];
        return (end, count);
    }

    /// <summary>Puts the edges of each target of the range side by side, as numbers that sort by type and source.</summary>
    private void Collect(int first, int end, ulong[] buffer)
    {
        var places = new int[end - first];
        for (var target = first; target + 1 < end; target++)
            places[target + 1 - first] = places[target - first] + _degrees[target];
        for (var edge = edges.Scan(); edge.MoveNext();)
        {
            var target = edge.Target;
            if (target >= first && target < end)
                buffer[places[target - first]++] =
                    ((ulong)edge.Type << TypeShift) | ((ulong)(uint)edge.Source << SourceShift) | (edge.IsDeleted ? 1UL : 0);
        }
    }

    private void Emit(int first, int end, ulong[] buffer)
    {
        var start = 0;
        for (var target = first; target < end; target++)
        {
            var slice = buffer.AsSpan(start, _degrees[target]);
            slice.Sort();
            foreach (var edge in slice)
                rows.Add((int)(edge >> TypeShift), (int)(uint)(edge >> SourceShift), (edge & 1) != 0);
            start += slice.Length;
        }
    }
}
