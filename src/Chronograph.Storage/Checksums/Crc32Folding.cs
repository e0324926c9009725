using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chronograph.Storage;

/// <summary>CRC-32 by carry-less multiplication, 16 bytes a multiplication and four of them in flight.</summary>
/// <remarks>
/// V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009: the
/// message is folded modulo the polynomial to 128 bits, those to 64, and a Barrett reduction leaves 32. The constants
/// are the paper's for the reflected IEEE polynomial: x^n mod P for the distances folded over.
/// </remarks>
internal static class Crc32Folding
{
    /// <summary>The fewest bytes that can be folded; shorter inputs belong to the tables.</summary>
    public const int MinimumLength = 16;

    private const int Lane = 16;
    private const int Stride = 4 * Lane;

    /// <summary>Whether the processor multiplies without carry.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported;

    private static Vector128<ulong> FoldByStride => Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);

    private static Vector128<ulong> FoldByLane => Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);

    private static Vector128<ulong> FoldTo64 => Vector128.Create(0x0163cd6124UL, 0UL);

    private static Vector128<ulong> PolynomialAndItsInverse => Vector128.Create(0x01db710641UL, 0x01f7011641UL);

    private static Vector128<ulong> LowHalves => Vector128.Create(0xFFFFFFFFUL, 0xFFFFFFFFUL);

    /// <summary>Advances the (inverted) state over the whole lanes of the input.</summary>
    /// <param name="bytes">At least <see cref="MinimumLength"/> bytes; those behind the last whole lane are not read.</param>
    /// <param name="consumed">How many bytes the new state covers: all but the last 0 to 15.</param>
    public static uint Fold(uint state, ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = bytes.Length & ~(Lane - 1);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var offset = Lane;
        var folded = Load(ref start, 0) ^ Vector128.CreateScalar((ulong)state);
        if (consumed >= Stride)
            folded = FoldStrides(ref start, folded, consumed, out offset);
        for (; offset < consumed; offset += Lane)
            folded = Step(folded, FoldByLane) ^ Load(ref start, offset);
        return Reduce(folded);
    }

    // Bound: every load ends at or before consumed, which the caller's span holds.
    private static Vector128<ulong> FoldStrides(ref byte start, Vector128<ulong> first, int consumed, out int offset)
    {
        var (a, b, c, d) = (first, Load(ref start, Lane), Load(ref start, 2 * Lane), Load(ref start, 3 * Lane));
        for (offset = Stride; offset + Stride <= consumed; offset += Stride)
        {
            a = Step(a, FoldByStride) ^ Load(ref start, offset);
            b = Step(b, FoldByStride) ^ Load(ref start, offset + Lane);
            c = Step(c, FoldByStride) ^ Load(ref start, offset + (2 * Lane));
            d = Step(d, FoldByStride) ^ Load(ref start, offset + (3 * Lane));
        }

        b ^= Step(a, FoldByLane);
        c ^= Step(b, FoldByLane);
        return d ^ Step(c, FoldByLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Reduce(Vector128<ulong> folded)
    {
        folded = Sse2.ShiftRightLogical128BitLane(folded, 8) ^ Pclmulqdq.CarrylessMultiply(folded, FoldByLane, 0x10);
        folded = Sse2.ShiftRightLogical128BitLane(folded, 4) ^ Pclmulqdq.CarrylessMultiply(folded & LowHalves, FoldTo64, 0x00);
        var quotient = Pclmulqdq.CarrylessMultiply(folded & LowHalves, PolynomialAndItsInverse, 0x10);
        folded ^= Pclmulqdq.CarrylessMultiply(quotient & LowHalves, PolynomialAndItsInverse, 0x00);
        return folded.AsUInt32().GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<Vector128<ulong>>(ref Unsafe.Add(ref start, offset));
}
