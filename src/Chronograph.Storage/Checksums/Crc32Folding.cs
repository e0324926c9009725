using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chronograph.Storage;

/// <summary>CRC-32 by carry-less multiplication, 16 bytes a multiplication, or 32 where the processor has them that wide.</summary>
/// <remarks>
/// V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009: the
/// message is folded modulo the polynomial to 128 bits, those to 96, and a Barrett reduction with a quotient of 64 bits
/// leaves 32. The constants are for the reflected IEEE polynomial: x^n mod P for the distances folded over.
/// </remarks>
internal static class Crc32Folding
{
    /// <summary>The fewest bytes that can be folded; shorter inputs belong to the tables.</summary>
    public const int MinimumLength = Lane;

    private const int Lane = 16;
    private const int Wide = 2 * Lane;
    private const int WideStride = 4 * Wide;
    private const int Stride = 4 * Lane;

    /// <summary>Whether the processor multiplies without carry.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported;

    /// <summary>Whether <see cref="IsShort"/> is true of anything.</summary>
    public static bool HasShort => Pclmulqdq.V256.IsSupported;

    // The last pair of lanes straight to the last 64 bits and the 32 behind them: x^224 and x^160, x^96 and 1.
    private static Vector256<ulong> LastPairTo96
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0x015a546366UL, 0x01751997d0UL, 0x00ccaa009eUL, 1UL);
    }

    // The same for the pair before it: x^480 and x^416, x^352 and x^288.
    private static Vector256<ulong> PairBeforeTo96
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0x01c6e41596UL, 0x003db1ecdcUL, 0x0174359406UL, 0x00f1da05aaUL);
    }

    private static Vector128<ulong> FoldBy16 => Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);

    private static Vector128<ulong> FoldBy32 => Vector128.Create(0x00f1da05aaUL, 0x015a546366UL);

    private static Vector128<ulong> FoldBy48 => Vector128.Create(0x003db1ecdcUL, 0x0174359406UL);

    private static Vector128<ulong> FoldBy64 => Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);

    private static Vector128<ulong> FoldBy96 => Vector128.Create(0x00df068dc2UL, 0x018cb44e58UL);

    private static Vector128<ulong> FoldBy128 => Vector128.Create(0x01e88ef372UL, 0x014a7fe880UL);

    // x^96 / P, with its highest term as the lowest bit, and P without its highest term: both a bit to the left, as a product is.
    private static Vector128<ulong> InverseAndPolynomial
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xb4e5b025f7011641UL, 0x01db710640UL);
    }

    /// <summary>Whether <see cref="FoldShort"/> takes an input: some whole lanes, too few to be worth a loop of strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShort(int length) =>
        HasShort && (uint)(length - Lane) < WideStride - Lane && length % Lane == 0;

    /// <summary>The state behind an input that <see cref="IsShort"/>. Meant to be inlined: it calls nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    // Bound: every load ends at or before length, and so does the copy's store.
    public static uint FoldShort<TCopy>(uint state, ref byte start, int length, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        if (length == 2 * Wide)
            return FoldTwoPairs(ref start, state, copy);
        var offset = length % Wide == 0 ? Wide : Lane; // half a pair comes first, behind zeros, which count for nothing
        var pair = offset == Wide
            ? LoadWide(ref start, 0, copy) ^ Vector256.CreateScalar((ulong)state)
            : Vector256.Create(Vector128<ulong>.Zero, Load(ref start, 0, copy) ^ Vector128.CreateScalar((ulong)state));
        return ReduceWide(FoldPairs(ref start, pair, offset, length, copy));
    }

    // A cache line, a common length: its products do not wait for one another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FoldTwoPairs<TCopy>(ref byte start, uint state, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var first = LoadWide(ref start, 0, copy) ^ Vector256.CreateScalar((ulong)state);
        var last = LoadWide(ref start, Wide, copy);
        return ReduceHalves(StepWide(first, PairBeforeTo96) ^ StepWide(last, LastPairTo96));
    }

    /// <summary>Advances the (inverted) state over the whole lanes of an input of any length.</summary>
    /// <param name="state">The state.</param>
    /// <param name="bytes">At least <see cref="MinimumLength"/> bytes; those behind the last whole lane are not read.</param>
    /// <param name="copy">Where the lanes that were read are put, in the same pass.</param>
    /// <param name="consumed">How many bytes the new state covers: all but the last 0 to 15.</param>
    /// <param name="wide">Whether multiplications of 32 bytes may be used where the processor has them.</param>
    // Bound: every load and store ends at or before consumed, which the caller's span holds, and so does the copy's.
    public static uint Fold<TCopy>(uint state, ReadOnlySpan<byte> bytes, TCopy copy, out int consumed, bool wide = true)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        consumed = bytes.Length & ~(Lane - 1);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        return Reduce(wide && Pclmulqdq.V256.IsSupported && bytes.Length >= WideStride
            ? FoldWideStrides(ref start, state, consumed, copy)
            : FoldStrides(ref start, state, consumed, copy));
    }

    private static Vector128<ulong> FoldWideStrides<TCopy>(ref byte start, uint state, int consumed, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var (by128, by96) = (Vector256.Create(FoldBy128, FoldBy128), Vector256.Create(FoldBy96, FoldBy96));
        var (by64, by32) = (Vector256.Create(FoldBy64, FoldBy64), Vector256.Create(FoldBy32, FoldBy32));
        var a = LoadWide(ref start, 0, copy) ^ Vector256.CreateScalar((ulong)state);
        var b = LoadWide(ref start, Wide, copy);
        var c = LoadWide(ref start, 2 * Wide, copy);
        var d = LoadWide(ref start, 3 * Wide, copy);
        var offset = WideStride;
        for (; offset <= consumed - WideStride; offset += WideStride) // no sum, which could pass the largest int
        {
            a = StepWide(a, by128) ^ LoadWide(ref start, offset, copy);
            b = StepWide(b, by128) ^ LoadWide(ref start, offset + Wide, copy);
            c = StepWide(c, by128) ^ LoadWide(ref start, offset + (2 * Wide), copy);
            d = StepWide(d, by128) ^ LoadWide(ref start, offset + (3 * Wide), copy);
        }

        var pair = StepWide(a, by96) ^ StepWide(b, by64) ^ StepWide(c, by32) ^ d;
        pair = FoldPairs(ref start, pair, offset, consumed, copy);
        var folded = Step(pair.GetLower(), FoldBy16) ^ pair.GetUpper();
        return consumed % Wide == 0 ? folded : Step(folded, FoldBy16) ^ Load(ref start, consumed - Lane, copy);
    }

    // Leaves the last lane to the caller, where there is half a pair.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> FoldPairs<TCopy>(ref byte start, Vector256<ulong> pair, int offset, int end, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var by32 = Vector256.Create(FoldBy32, FoldBy32);
        for (; offset <= end - Wide; offset += Wide)
            pair = StepWide(pair, by32) ^ LoadWide(ref start, offset, copy);
        return pair;
    }

    private static Vector128<ulong> FoldStrides<TCopy>(ref byte start, uint state, int consumed, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var folded = Load(ref start, 0, copy) ^ Vector128.CreateScalar((ulong)state);
        var offset = Lane;
        if (consumed >= Stride)
        {
            var (a, b) = (folded, Load(ref start, Lane, copy));
            var (c, d) = (Load(ref start, 2 * Lane, copy), Load(ref start, 3 * Lane, copy));
            for (offset = Stride; offset <= consumed - Stride; offset += Stride)
            {
                a = Step(a, FoldBy64) ^ Load(ref start, offset, copy);
                b = Step(b, FoldBy64) ^ Load(ref start, offset + Lane, copy);
                c = Step(c, FoldBy64) ^ Load(ref start, offset + (2 * Lane), copy);
                d = Step(d, FoldBy64) ^ Load(ref start, offset + (3 * Lane), copy);
            }

            folded = Step(a, FoldBy48) ^ Step(b, FoldBy32) ^ Step(c, FoldBy16) ^ d;
        }

        for (; offset < consumed; offset += Lane)
            folded = Step(folded, FoldBy16) ^ Load(ref start, offset, copy);
        return folded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> StepWide(Vector256<ulong> value, Vector256<ulong> by) =>
        Pclmulqdq.V256.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.V256.CarrylessMultiply(value, by, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Reduce(Vector128<ulong> folded) => ReduceFrom96(To96(folded));

    // The products do not wait for one another, as those of a fold to one lane first would.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReduceWide(Vector256<ulong> pair) => ReduceHalves(StepWide(pair, LastPairTo96));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReduceHalves(Vector256<ulong> both) => ReduceFrom96(both.GetLower() ^ both.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> To96(Vector128<ulong> last) =>
        Sse2.ShiftRightLogical128BitLane(last, 8) ^ Pclmulqdq.CarrylessMultiply(last, FoldBy16, 0x10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReduceFrom96(Vector128<ulong> folded)
    {
        var quotient = Pclmulqdq.CarrylessMultiply(folded, InverseAndPolynomial, 0x00);
        var remainder = folded ^ Pclmulqdq.CarrylessMultiply(quotient, InverseAndPolynomial, 0x10);
        return remainder.AsUInt32().GetElement(2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load<TCopy>(ref byte start, int offset, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var lane = Unsafe.ReadUnaligned<Vector128<ulong>>(ref Unsafe.Add(ref start, offset));
        copy.Put(offset, lane);
        return lane;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> LoadWide<TCopy>(ref byte start, int offset, TCopy copy)
        where TCopy : struct, ILaneCopy, allows ref struct
    {
        var lanes = Unsafe.ReadUnaligned<Vector256<ulong>>(ref Unsafe.Add(ref start, offset));
        copy.Put(offset, lanes);
        return lanes;
    }
}
