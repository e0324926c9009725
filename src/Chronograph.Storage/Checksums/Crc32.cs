using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>CRC-32 (IEEE 802.3, polynomial 0x04C11DB7, reflected), as in zlib and PNG.</summary>
/// <remarks>
/// By carry-less multiplication where the processor has it (<see cref="Crc32Folding"/>), and for the rest eight bytes a
/// step through eight tables: M. Kounavis and F. Berry, "A Systematic Approach to Building High
/// Performance Software-Based CRC Generators" (2005).
/// </remarks>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;
    private const int Step = 8;

    private static readonly uint[] Tables = BuildTables();

    /// <summary>The checksum of the bytes. <c>hello</c> gives 0x3610A686.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Compute(ReadOnlySpan<byte> bytes) => Crc32Folding.IsShort(bytes.Length)
        ? ~Crc32Folding.FoldShort(uint.MaxValue, ref MemoryMarshal.GetReference(bytes), bytes.Length, default(NoLaneCopy))
        : Append(0, bytes);

    /// <summary>The checksum of earlier bytes, whose checksum is given, followed by these.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var (state, consumed) = (~checksum, 0);
        if (Crc32Folding.IsSupported && bytes.Length >= Crc32Folding.MinimumLength)
            state = Crc32Folding.Fold(state, bytes, default(NoLaneCopy), out consumed);
        return ~ByTables(state, bytes[consumed..]);
    }

    /// <summary>The checksum of the bytes, which are copied in the same pass.</summary>
    /// <param name="bytes">What to copy.</param>
    /// <param name="target">Where to: at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ComputeAndCopy(ReadOnlySpan<byte> bytes, Span<byte> target) =>
        Crc32Folding.IsShort(bytes.Length) && bytes.Length <= target.Length
            ? ~Crc32Folding.FoldShort(uint.MaxValue, ref MemoryMarshal.GetReference(bytes), bytes.Length, new LaneCopy(ref MemoryMarshal.GetReference(target)))
            : ComputeAndCopyAny(bytes, target);

    /// <summary>Whether the processor can do what short inputs need: else none is one.</summary>
    public static bool HasShort => Crc32Folding.HasShort;

    /// <summary>Whether <see cref="ComputeAndCopyShort"/> takes an input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShort(int length) => Crc32Folding.IsShort(length);

    /// <summary>The same as <see cref="ComputeAndCopy"/> for an input that <see cref="IsShort"/>, without a call.</summary>
    /// <param name="bytes">What to copy.</param>
    /// <param name="target">Where to. Bound: the caller owns as many bytes there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe uint ComputeAndCopyShort(ReadOnlySpan<byte> bytes, byte* target) =>
        ~Crc32Folding.FoldShort(uint.MaxValue, ref MemoryMarshal.GetReference(bytes), bytes.Length, new LaneCopy(ref *target));

    /// <summary>The same as <see cref="Compute"/> for an input that <see cref="IsShort"/>, without a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe uint ComputeShort(byte* bytes, int length) =>
        ~Crc32Folding.FoldShort(uint.MaxValue, ref *bytes, length, default(NoLaneCopy));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint ComputeAndCopyAny(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        var (state, consumed) = (uint.MaxValue, 0);
        target = target[..bytes.Length]; // the bound of every store below
        if (Crc32Folding.IsSupported && bytes.Length >= Crc32Folding.MinimumLength)
            state = Crc32Folding.Fold(state, bytes, new LaneCopy(ref MemoryMarshal.GetReference(target)), out consumed);
        bytes[consumed..].CopyTo(target[consumed..]);
        return ~ByTables(state, bytes[consumed..]);
    }

    /// <summary>Advances the (inverted) state without the processor's help.</summary>
    internal static uint ByTables(uint state, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables.AsSpan(0, 256 * Step);
        while (bytes.Length >= Step)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = tables[1792 + (byte)low] ^ tables[1536 + (byte)(low >> 8)]
                ^ tables[1280 + (byte)(low >> 16)] ^ tables[1024 + (int)(low >> 24)]
                ^ tables[768 + (byte)high] ^ tables[512 + (byte)(high >> 8)]
                ^ tables[256 + (byte)(high >> 16)] ^ tables[(int)(high >> 24)];
            bytes = bytes[Step..];
        }

        foreach (var value in bytes)
            state = (state >> 8) ^ tables[(byte)(state ^ value)];
        return state;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[256 * Step];
        for (var index = 0; index < 256; index++)
        {
            var value = (uint)index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ ReversedPolynomial;
            tables[index] = value;
        }

        for (var index = 256; index < tables.Length; index++)
            tables[index] = (tables[index - 256] >> 8) ^ tables[(byte)tables[index - 256]];
        return tables;
    }
}
