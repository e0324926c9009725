using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers the texts of a <see cref="TextColumn"/> in their final order.</summary>
internal sealed class TextBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly ColumnBuffer _bytes = new(scratch);
    private readonly ColumnBuffer _lengths = new(scratch);

    public long Count => _lengths.Length / sizeof(int);

    [MethodImpl(Bulk.Loop)]
    public void Add(ReadOnlySpan<byte> text)
    {
        _bytes.Append(text);
        _lengths.Append(text.Length);
    }

    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId)
    {
        WriteOffsets(writer, offsetsId);
        writer.BeginColumn(bytesId, 8, _bytes.Length);
        _bytes.CopyTo(writer);
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _lengths.Dispose();
    }

    /// <summary>Where the texts begin, and where the last one ends: 32 bits each while they suffice.</summary>
    [MethodImpl(Bulk.Loop)]
    private void WriteOffsets(SegmentWriter writer, ColumnId id)
    {
        var (wide, count) = (_bytes.Length > uint.MaxValue, Count);
        writer.BeginColumn(id, wide ? 64u : 32u, count + 1);
        var lengths = new ColumnScan<int>(_lengths);
        var offset = 0L;
        for (var text = 0L; text <= count; text++)
        {
            if (wide)
                writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in offset)));
            else
                writer.Write((int)offset);
            if (text < count)
                offset += lengths.Next();
        }
    }
}
