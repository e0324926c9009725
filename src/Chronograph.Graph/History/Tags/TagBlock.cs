using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>4096 bytes of a run: 255 entries, zeros, and the CRC-32C of all before it.</summary>
internal static class TagBlock
{
    public const int Size = 4096;
    public const int Entries = 255;

    private const int ChecksumOffset = Size - sizeof(uint);

    /// <summary>How many blocks hold so many entries.</summary>
    public static long CountFor(long entries) => (entries + Entries - 1) / Entries;

    public static void Seal(Span<byte> block) =>
        BinaryPrimitives.WriteUInt32LittleEndian(block[ChecksumOffset..], Crc32C.Compute(block[..ChecksumOffset]));

    public static bool IsSound(ReadOnlySpan<byte> block) =>
        BinaryPrimitives.ReadUInt32LittleEndian(block[ChecksumOffset..]) == Crc32C.Compute(block[..ChecksumOffset]);

    public static TagEntry EntryAt(ReadOnlySpan<byte> block, int index) => TagEntry.Read(block[(index * TagEntry.Size)..]);
}
