using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Chronograph.Benchmarks;

/// <summary>
/// The reads that a diff cannot do without, and nothing else, on plain arrays as large as the columns of the shared
/// segments: no keys are compared, no bounds of files checked, no differences kept. The places are known beforehand, so
/// all reads of a batch go out together.
/// </summary>
internal sealed unsafe class DiffFloor : IDisposable
{
    private const int Batch = 128;
    private const int IdBytes = 16;

    private readonly List<nint> _columns = [];
    private readonly Column[] _nodes;
    private readonly Column[] _edges;
    private readonly int _shared;

    /// <param name="shared">Rows of the shared segment of either kind.</param>
    public DiffFloor(int shared)
    {
        _shared = shared;
        // Of a node its bucket of the index, its id, its hash; of an edge the bucket and the id of its source, where the
        // rows of that stand, the target, the target's id, the row that has metadata, where they stand, and they.
        _nodes = [.. new[] { 1, IdBytes, 8 }.Select(NewColumn)];
        _edges = [.. new[] { 1, IdBytes, 4, 4, IdBytes, 4, 4, 12 }.Select(NewColumn)];
    }

    /// <summary>Reads the ids of rows one after another, as a walk over them does.</summary>
    /// <param name="rows">How many; no more than there are shared ones.</param>
    public long ReadIds(int rows)
    {
        var sum = 0L;
        for (var row = 0; row < rows; row++)
            sum += *(long*)(_nodes[1].Bytes + (long)row * IdBytes) ^ *(long*)(_nodes[1].Bytes + (long)row * IdBytes + 8);
        return sum;
    }

    /// <summary>Reads what a lookup and a comparison need of so many nodes and edges, spread evenly over the shared ones.</summary>
    /// <param name="rows">How many of each kind.</param>
    public long LookUp(int rows)
    {
        var sum = 0L;
        for (var first = 0; first < rows; first += Batch)
        {
            sum += Read(_nodes, first, Math.Min(rows, first + Batch), rows);
            sum += Read(_edges, first, Math.Min(rows, first + Batch), rows);
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (var column in _columns)
            NativeMemory.Free((void*)column);
    }

    private long Read(Column[] columns, int first, int end, int rows)
    {
        var sum = 0L;
        foreach (var column in Sse.IsSupported ? columns : [])
        {
            for (var row = first; row < end; row++)
                Sse.Prefetch0(column.Bytes + (long)row * _shared / rows * column.Width);
        }

        foreach (var column in columns)
        {
            for (var row = first; row < end; row++)
                sum += column.Bytes[(long)row * _shared / rows * column.Width];
        }

        return sum;
    }

    private Column NewColumn(int width)
    {
        var bytes = (byte*)NativeMemory.Alloc((nuint)_shared, (nuint)width);
        new Span<byte>(bytes, _shared * width).Fill(1);
        _columns.Add((nint)bytes);
        return new Column(bytes, width);
    }

    private readonly struct Column(byte* bytes, int width)
    {
        public readonly byte* Bytes = bytes;
        public readonly int Width = width;
    }
}
