using System.Buffers.Binary;

namespace Chronograph.Graph;

/// <summary>Where a column lies and how it is encoded: one 32-byte entry of the footer.</summary>
internal readonly record struct ColumnEntry(ColumnId Id, ushort Encoding, uint ElementBits, long Offset, long Length, long Count)
{
    public const int Size = 32;

    /// <summary>Elements of <see cref="ElementBits"/> bits one after another, little-endian, low bits first.</summary>
    public const ushort Plain = 0;

    /// <summary>The bytes that so many plain elements take; more than any file holds when that does not fit.</summary>
    public static long PlainLength(long count, uint elementBits) =>
        (long)UInt128.Min(((UInt128)(ulong)count * elementBits + 7) / 8, long.MaxValue);

    public static ColumnEntry Read(ReadOnlySpan<byte> bytes) => new(
        (ColumnId)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)Id);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], Encoding);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], ElementBits);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Count);
    }
}
