using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Counts ids by their first bits and writes an <see cref="IdIndex"/>.</summary>
internal sealed class IdIndexBuilder
{
    private const int IdsPerBucket = 4;
    private const int MostBits = 28;

    private readonly uint[] _starts;
    private readonly int _shift;

    /// <param name="ids">How many ids will come, or an upper bound that is near.</param>
    public IdIndexBuilder(long ids)
    {
        var bits = ids is < 2 * IdsPerBucket or > uint.MaxValue ? 0 : Math.Min(MostBits, (int)long.Log2(ids / IdsPerBucket));
        _starts = bits == 0 ? [] : new uint[(1 << bits) + 1];
        _shift = 64 - bits;
    }

    /// <summary>Adds an id; the order does not matter.</summary>
    [MethodImpl(Bulk.Loop)]
    public void Add(NodeId id)
    {
        if (_starts.Length > 0)
            _starts[(id.High >> _shift) + 1]++;
    }

    /// <summary>Writes the column; none when the ids are few or more than 32 bits can count.</summary>
    public void WriteTo(SegmentWriter writer, ColumnId column)
    {
        if (_starts.Length == 0)
            return;
        for (var bucket = 1; bucket < _starts.Length; bucket++)
            _starts[bucket] += _starts[bucket - 1];
        writer.WriteColumn(column, 32, _starts.Length, MemoryMarshal.AsBytes(_starts.AsSpan()));
    }
}
