using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers the texts of a <see cref="TextColumn"/> in their final order.</summary>
internal sealed class TextBuilder
{
    private readonly ChunkedBytes _bytes = new();
    private readonly List<int> _lengths = [];

    public void Add(ReadOnlySpan<byte> text)
    {
        _bytes.Append(text);
        _lengths.Add(text.Length);
    }

    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId)
    {
        WriteOffsets(writer, offsetsId, CollectionsMarshal.AsSpan(_lengths), _bytes.Length);
        writer.BeginColumn(bytesId, 8, _bytes.Length);
        _bytes.WriteTo(writer);
    }

    /// <summary>Writes where texts of these lengths begin, and where the last one ends: 32 bits each while they suffice.</summary>
    public static void WriteOffsets(SegmentWriter writer, ColumnId id, ReadOnlySpan<int> lengths, long total)
    {
        var wide = total > uint.MaxValue;
        writer.BeginColumn(id, wide ? 64u : 32u, lengths.Length + 1L);
        var offset = 0L;
        Write(0);
        foreach (var length in lengths)
            Write(offset += length);

        void Write(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            MemoryMarshal.Write(bytes, value);
            writer.Write(bytes[..(wide ? 8 : 4)]);
        }
    }
}
