using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Writes a <see cref="CodeColumn"/>.</summary>
internal static class CodeWriter
{
    /// <param name="codes">Provisional codes, by record.</param>
    /// <param name="final">The final code of each provisional one.</param>
    public static void Write(SegmentWriter writer, ColumnId id, ReadOnlySpan<int> codes, ReadOnlySpan<int> final)
    {
        var bits = CodeColumn.BitsFor(final.Length);
        writer.BeginColumn(id, bits, codes.Length);
        switch (bits)
        {
            case 0:
                break;
            case 4:
                WriteNibbles(writer, codes, final);
                break;
            default:
                WriteBytes(writer, codes, final, (int)bits / 8);
                break;
        }
    }

    private static void WriteNibbles(SegmentWriter writer, ReadOnlySpan<int> codes, ReadOnlySpan<int> final)
    {
        for (var index = 0; index < codes.Length; index += 2)
        {
            var high = index + 1 < codes.Length ? final[codes[index + 1]] : 0;
            writer.Write([(byte)(final[codes[index]] | (high << 4))]);
        }
    }

    private static void WriteBytes(SegmentWriter writer, ReadOnlySpan<int> codes, ReadOnlySpan<int> final, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var code in codes)
        {
            MemoryMarshal.Write(bytes, final[code]);
            writer.Write(bytes[..width]);
        }
    }
}
