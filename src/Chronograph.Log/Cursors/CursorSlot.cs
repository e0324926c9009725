using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>One of the two slots of a cursor file; the table is in <c>docs/format/log.md</c>.</summary>
/// <param name="Generation">One more with every save; of two sound slots the greater counts.</param>
/// <param name="NextSequence">The message to read next.</param>
internal readonly record struct CursorSlot(long Generation, long NextSequence)
{
    public const int Size = 64;

    private const uint Magic = 0x50524843;
    private const ushort Version = 1;
    private const int ChecksumOffset = 60;

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Generation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], NextSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
    }

    /// <summary>Reads a slot, or returns null when the bytes are not one.</summary>
    public static CursorSlot? Read(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Crc32C.Compute(bytes[..ChecksumOffset]))
            return null;
        var slot = new CursorSlot(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return slot is { Generation: > 0, NextSequence: > 0 and <= RecordLayout.MostMessages + 1 } ? slot : null;
    }
}
