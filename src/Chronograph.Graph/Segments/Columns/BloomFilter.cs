using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Says of a key that it is certainly absent, at the cost of one cache line. Ten bits a key, seven probes.</summary>
/// <remarks>
/// A key is 128 bits of a hash. Its first half chooses a block of 64 bytes, its second half gives seven bits within:
/// nine bits of the number for each, lowest first. A column that is absent says of every key that it may be there.
/// </remarks>
internal readonly struct BloomFilter
{
    public const int BlockBytes = 64;
    public const int Probes = 7;
    public const int ProbeBits = 9;

    private readonly SegmentFile _file;
    private readonly long _offset;
    private readonly ulong _blocks;

    private BloomFilter(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _offset = entry.Offset;
        _blocks = (ulong)entry.Count;
    }

    public static BloomFilter Open(SegmentFile file, ColumnId id)
    {
        if (file.TryGetColumn(id, out var entry) && (entry.ElementBits != BlockBytes * 8 || entry.Count == 0))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new BloomFilter(file, entry);
    }

    /// <summary>Begins to fetch what <see cref="MayContain"/> reads for a key. Only a hint.</summary>
    public void Fetch(NodeId key) =>
        _file?.Fetch(_offset + (long)Math.BigMul(key.High, _blocks, out _) * BlockBytes);

    /// <summary>False when the key is certainly absent.</summary>
    /// <remarks>
    /// All probes, without a branch for each: half of those for an absent key would be predicted wrongly. And without a
    /// loop: the fewer instructions, the more lookups the processor has under way while it waits for memory.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(NodeId key)
    {
        if (_blocks == 0)
            return true;
        var block = Math.BigMul(key.High, _blocks, out _);
        var words = MemoryMarshal.Cast<byte, ulong>(_file.Read(_offset + (long)block * BlockBytes, BlockBytes));
        var bits = key.Low;
        return (Probe(words, bits)
            & Probe(words, bits >> ProbeBits)
            & Probe(words, bits >> (2 * ProbeBits))
            & Probe(words, bits >> (3 * ProbeBits))
            & Probe(words, bits >> (4 * ProbeBits))
            & Probe(words, bits >> (5 * ProbeBits))
            & Probe(words, bits >> (6 * ProbeBits))
            & 1) != 0;
    }

    /// <summary>The word of a probe, its bit lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Probe(ReadOnlySpan<ulong> words, ulong bits) => words[(int)(bits >> 6) & 7] >> (int)bits;
}
