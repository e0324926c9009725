using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Writes the columns of <see cref="EdgeRows"/> for one direction.</summary>
internal readonly struct EdgeRowsWriter(SegmentWriter writer, ColumnId offsetsId, ColumnId typesId, ColumnId othersId, ColumnId deletedId)
{
    /// <summary>Writes where the rows of each node begin, and where those of the last one end.</summary>
    public void WriteOffsets(ReadOnlySpan<int> owners, int endpoints)
    {
        var counts = new int[endpoints];
        foreach (var owner in owners)
            counts[owner]++;
        TextBuilder.WriteOffsets(writer, offsetsId, counts, owners.Length);
    }

    public void WriteTypes(ReadOnlySpan<int> order, ReadOnlySpan<int> types, int dictionarySize)
    {
        var sorted = new int[order.Length];
        for (var row = 0; row < sorted.Length; row++)
            sorted[row] = types[order[row]];
        CodeWriter.Write(writer, typesId, sorted, CountingSort.Identity(dictionarySize));
    }

    public void WriteOthers(ReadOnlySpan<int> order, ReadOnlySpan<int> others)
    {
        writer.BeginColumn(othersId, 32, order.Length);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var edge in order)
        {
            MemoryMarshal.Write(bytes, others[edge]);
            writer.Write(bytes);
        }
    }

    public void WriteDeleted(ReadOnlySpan<int> order, HashSet<int> deleted)
    {
        var bits = new byte[(order.Length + 7) / 8];
        for (var row = 0; row < order.Length; row++)
        {
            if (deleted.Contains(order[row]))
                bits[row >> 3] |= (byte)(1 << (row & 7));
        }

        writer.WriteColumn(deletedId, 1, order.Length, bits);
    }
}
