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
    private readonly ColumnEntry _entry;

    private BloomFilter(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _entry = entry;
    }

    public static BloomFilter Open(SegmentFile file, ColumnId id)
    {
        if (file.TryGetColumn(id, out var entry) && (entry.ElementBits != BlockBytes * 8 || entry.Count == 0))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new BloomFilter(file, entry);
    }

    /// <summary>Begins to fetch what <see cref="MayContain"/> reads for a key. Only a hint.</summary>
    public void Fetch(NodeId key) =>
        _file?.Fetch(_entry.Offset + (long)Math.BigMul(key.High, (ulong)_entry.Count, out _) * BlockBytes);

    public bool MayContain(NodeId key)
    {
        if (_entry.Count == 0)
            return true;
        var block = Math.BigMul(key.High, (ulong)_entry.Count, out _);
        var words = MemoryMarshal.Cast<byte, ulong>(_file.Read(_entry.Offset + (long)block * BlockBytes, BlockBytes));
        // All probes, without a branch for each: half of those for an absent key would be predicted wrongly.
        var (bits, all) = (key.Low, 1UL);
        for (var probe = 0; probe < Probes; probe++, bits >>= ProbeBits)
            all &= words[(int)(bits >> 6) & 7] >> (int)bits;
        return all != 0;
    }
}
