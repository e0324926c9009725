using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Publishes segment headers and seals, and tells a half-done seal from damage.</summary>
/// <remarks>
/// A seal stores the end offset, the last timestamp and the message count, then the checksum of the sealed header, then
/// the flag. A writer may be killed, or a reader may look, between any two of these stores.
/// </remarks>
internal static class Sealing
{
    private const int ChecksumOffset = 60;

    /// <summary>Publishes the header of a segment whose first 64 bytes are zero.</summary>
    public static void Publish(Span<byte> header, in SegmentHeader content)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        content.Write(bytes);
        bytes[8..].CopyTo(header[8..]);
        Volatile.Write(ref Word(header), content.Word); // publishes bytes 8 to 63
    }

    /// <summary>Publishes the seal of a segment whose records up to the end offset are all published.</summary>
    public static void Seal(Span<byte> header, in SegmentHeader content)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        content.Write(bytes);
        bytes[8..ChecksumOffset].CopyTo(header[8..]);
        // Publishes the fields to a reader that checks the checksum before the flag is there.
        Volatile.Write(ref MemoryMarshal.Cast<byte, uint>(header[ChecksumOffset..])[0], BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]));
        Volatile.Write(ref Word(header), content.Word); // publishes the seal: what readers act on
    }

    /// <summary>Takes a seal back: recovery found that what was sealed did not reach the disk.</summary>
    public static void Unseal(Span<byte> header, in SegmentHeader content)
    {
        Volatile.Write(ref Word(header), content.Unsealed.Word); // first the flag: without it nobody reads the fields
        content.Unsealed.Write(header);
    }

    /// <summary>Loads the word of a mapped header. Acquire: behind it the fields it publishes are visible.</summary>
    public static ulong LoadWord(ReadOnlySpan<byte> header) =>
        Volatile.Read(ref MemoryMarshal.AsRef<ulong>(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(header), sizeof(ulong))));

    public static SealingState StateOf(ReadOnlySpan<byte> header)
    {
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]);
        if (Crc32C.Compute(header[..ChecksumOffset]) == stored)
            return SealingState.Whole;
        if ((header[6] & SegmentHeader.SealedFlag) != 0)
            return SealingState.Broken;

        Span<byte> other = stackalloc byte[ChecksumOffset];
        header[..ChecksumOffset].CopyTo(other);
        other[6] |= (byte)SegmentHeader.SealedFlag;
        if (Crc32C.Compute(other) == stored)
            return SealingState.FlagMissing;

        other[6] = header[6];
        other[24..32].Clear();
        other[40..52].Clear();
        return Crc32C.Compute(other) == stored ? SealingState.FieldsStored : SealingState.Broken;
    }

    private static ref ulong Word(Span<byte> header) => ref MemoryMarshal.AsRef<ulong>(header);
}
