using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Chronograph.Storage;

/// <summary>CRC-32C (Castagnoli, polynomial 0x1EDC6F41, reflected), as in iSCSI, RFC 3720 appendix B.4.</summary>
/// <remarks>One processor instruction per eight bytes on x64 and ARM64; a table elsewhere, chosen by the runtime.</remarks>
internal static class Crc32C
{
    /// <summary>The checksum of the bytes. <c>123456789</c> gives 0xE3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of earlier bytes, whose checksum is given, followed by these.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var state = ~checksum;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            state = BitOperations.Crc32C(state, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
            state = BitOperations.Crc32C(state, value);
        return ~state;
    }

    /// <summary>Advances the (inverted) state, which is in the low half, over the eight bytes of a word.</summary>
    /// <remarks>The state stays in a register of 64 bits, as the instruction has it: narrowing it would cost one more at every step.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Step(ulong state, ulong word) =>
        Sse42.X64.IsSupported ? Sse42.X64.Crc32(state, word) : BitOperations.Crc32C((uint)state, word);
}
