using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Fills a <see cref="BloomFilter"/> for a known number of keys: ten bits each, some 1.25 bytes of memory.</summary>
internal sealed class FilterBuilder
{
    private const int BitsPerKey = 10;

    private readonly byte[] _bytes;
    private readonly ulong _blocks;

    public FilterBuilder(long keys)
    {
        const int blockBits = BloomFilter.BlockBytes * 8;
        _blocks = (ulong)Math.Max(1, (keys * BitsPerKey + blockBits - 1) / blockBits);
        _bytes = new byte[checked((long)_blocks * BloomFilter.BlockBytes)];
    }

    [MethodImpl(Bulk.Loop)]
    public void Add(NodeId key)
    {
        var block = _bytes.AsSpan((int)(Math.BigMul(key.High, _blocks, out _) * BloomFilter.BlockBytes), BloomFilter.BlockBytes);
        var bits = key.Low;
        for (var probe = 0; probe < BloomFilter.Probes; probe++, bits >>= BloomFilter.ProbeBits)
            block[(int)(bits & 511) >> 3] |= (byte)(1 << (int)(bits & 7));
    }

    public void WriteTo(SegmentWriter writer, ColumnId id) =>
        writer.WriteColumn(id, BloomFilter.BlockBytes * 8, (long)_blocks, _bytes);
}
