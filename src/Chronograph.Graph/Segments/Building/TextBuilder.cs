using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers the texts of a <see cref="TextColumn"/> in their final order. When no more come, any thread may write them.</summary>
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

    /// <param name="chosen">Which of the texts, by their places; null for all.</param>
    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId, BitList? chosen = null)
    {
        var end = WriteOffsets(writer, offsetsId, chosen);
        writer.BeginColumn(bytesId, 8, end);
        if (chosen is null)
            _bytes.CopyTo(writer);
        else
            CopyChosen(writer, chosen);
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _lengths.Dispose();
    }

    /// <summary>Where the texts begin, and where the last one ends: 32 bits each while they suffice for all.</summary>
    /// <returns>Where the last one ends.</returns>
    [MethodImpl(Bulk.Loop)]
    private long WriteOffsets(SegmentWriter writer, ColumnId id, BitList? chosen)
    {
        var wide = _bytes.Length > uint.MaxValue;
        writer.BeginColumn(id, wide ? 64u : 32u, (chosen?.Count() ?? Count) + 1);
        var lengths = new ColumnScan<int>(_lengths);
        var end = 0L;
        Write(0);
        for (var text = 0L; text < Count; text++)
        {
            var length = lengths.Next();
            if (chosen is null || chosen[text])
                Write(end += length);
        }

        return end;

        void Write(long offset)
        {
            if (wide)
                writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in offset)));
            else
                writer.Write((int)offset);
        }
    }

    /// <summary>Copies texts that follow one another together.</summary>
    [MethodImpl(Bulk.Loop)]
    private void CopyChosen(SegmentWriter writer, BitList chosen)
    {
        var lengths = new ColumnScan<int>(_lengths);
        var (start, end) = (0L, 0L);
        for (var text = 0L; text < Count; text++)
        {
            var length = lengths.Next();
            if (!chosen[text])
            {
                _bytes.CopyTo(writer, start, end);
                start = end + length;
            }

            end += length;
        }

        _bytes.CopyTo(writer, start, end);
    }
}
