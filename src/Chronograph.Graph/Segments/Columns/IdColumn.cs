using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Node ids in ascending order, found by their bucket or by interpolation since they are hashes and so evenly spread.</summary>
internal readonly struct IdColumn
{
    private const int InterpolationSteps = 4;
    private const int LinearSpan = 16;

    // So many ids around the place where one is expected are compared together. In a bucket of eight it stands elsewhere
    // once in a hundred times.
    private const int ComparedTogether = 8;
    private const int ComparedBefore = 3;

    private readonly SegmentFile _file;
    private readonly long _offset;
    private readonly IdIndex _index;
    private readonly int _pairs;

    private IdColumn(SegmentFile file, in ColumnEntry entry, IdIndex index)
    {
        _file = file;
        _offset = entry.Offset;
        _index = index;
        Count = entry.Count;
        _pairs = (int)Math.Min(Count, ComparedTogether) / 2;
    }

    public long Count { get; }

    public NodeId this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
                ThrowOutside(index);
            return NodeId.Read(_file.Read(_offset + index * NodeId.Size, NodeId.Size));
        }
    }

    /// <summary>Neighbouring ids as their bytes, read in place.</summary>
    public ReadOnlySpan<byte> Bytes(long start, int count)
    {
        if ((ulong)start > (ulong)Count || count > Count - start)
            ThrowOutside(start + count);
        return _file.Read(_offset + start * NodeId.Size, count * NodeId.Size);
    }

    /// <param name="count">The elements there must be, or -1 for any number.</param>
    /// <param name="indexId">The column that may hold an index of this one.</param>
    public static IdColumn Open(SegmentFile file, ColumnId id, long count, ColumnId? indexId = null)
    {
        var present = file.TryGetColumn(id, out var entry);
        if (!present && count > 0)
            throw file.Damaged(id, "is missing");
        if (present && (entry.ElementBits != NodeId.Size * 8 || (count >= 0 && entry.Count != count)))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new IdColumn(file, entry, indexId is { } index ? IdIndex.Open(file, index, entry.Count) : default);
    }

    /// <summary>The place of an id, or the complement of the place where it would stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Find(NodeId id)
    {
        if (!_index.IsPresent)
            return Find(id, 0, Count, 0.0, ulong.MaxValue);
        var bucket = _index.Bucket(id.High, Count);
        var place = IndexOf(id, _index.Expected(id.High, bucket));
        return place >= 0 ? place : FindWithin(id, bucket.Start, bucket.End);
    }

    /// <summary>Begins to fetch an id, without waiting for it. Only a hint.</summary>
    public void Fetch(long index) => _file?.Fetch(_offset + index * NodeId.Size);

    /// <summary>Begins to fetch what <see cref="BeginFind"/> reads for an id. Only a hint.</summary>
    public void FetchIndex(NodeId id) => _index.Fetch(id.High);

    /// <summary>Begins to fetch what <see cref="Find(NodeId)"/> reads of the ids themselves.</summary>
    /// <returns>The place near which the id will be looked for; 0 without an index.</returns>
    public long BeginFind(NodeId id)
    {
        if (!_index.IsPresent)
            return 0;
        var place = _index.Expected(id.High, _index.Bucket(id.High, Count));
        var first = _offset + (place - ComparedBefore) * NodeId.Size;
        _file.Fetch(first);
        _file.Fetch(first + (ComparedTogether - 1) * NodeId.Size);
        return place;
    }

    /// <summary>The place of an id if it stands near another place, or -1.</summary>
    /// <remarks>
    /// Always as many are compared, and no branch depends on what is read of ids or index, so that while they come from
    /// memory the processor goes on with what follows: with the next search, if there is one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long IndexOf(NodeId id, long expected)
    {
        var first = Math.Max(0, Math.Min(expected - ComparedBefore, Count - 2 * _pairs));
        var bytes = _file.Read(_offset + first * NodeId.Size, 2 * _pairs * NodeId.Size);
        var wanted = Vector256.Create(Vector128.Create(
            BinaryPrimitives.ReverseEndianness(id.High), BinaryPrimitives.ReverseEndianness(id.Low)));
        var equal = 0UL;
        foreach (var pair in MemoryMarshal.Cast<byte, Vector256<ulong>>(bytes))
            equal = (equal << 4) | Vector256.Equals(pair, wanted).ExtractMostSignificantBits();
        equal &= (equal >> 1) & 0x5555_5555_5555_5555;
        return equal == 0 ? -1 : first + Place(equal, _pairs);
    }

    private static int Place(ulong equal, int pairs)
    {
        var bit = BitOperations.Log2(equal);
        return 2 * (pairs - 1 - bit / 4) + (bit / 2 & 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long FindWithin(NodeId id, long start, long end)
    {
        var lowest = _index.Lowest(id.High);
        return Find(id, start, end, lowest, lowest + _index.Width);
    }

    private long Find(NodeId id, long low, long high, double lowKey, double highKey)
    {
        for (var step = 0; high - low > LinearSpan; step++)
        {
            var middle = step < InterpolationSteps
                ? Guess(id.High, low, high, lowKey, highKey)
                : low + ((high - low) >> 1);
            var found = this[middle];
            var order = id.CompareTo(found);
            if (order == 0)
                return middle;
            if (order < 0)
                (high, highKey) = (middle, found.High);
            else
                (low, lowKey) = (middle + 1, found.High);
        }

        return Scan(id, low, high);
    }

    private long Scan(NodeId id, long low, long high)
    {
        var bytes = _file.Read(_offset + low * NodeId.Size, (int)(high - low) * NodeId.Size);
        for (; bytes.Length >= NodeId.Size; bytes = bytes[NodeId.Size..], low++)
        {
            var found = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            if (found < id.High)
                continue;
            var order = found > id.High ? 1 : NodeId.Read(bytes).CompareTo(id);
            if (order >= 0)
                return order == 0 ? low : ~low;
        }

        return ~low;
    }

    /// <summary>Always within [low, high), whatever the keys are, so that a damaged order cannot lead outside.</summary>
    private static long Guess(ulong key, long low, long high, double lowKey, double highKey)
    {
        var share = (key - lowKey) / (highKey - lowKey);
        var guess = share is > 0 and < 1 ? low + (long)(share * (high - low)) : low + ((high - low) >> 1);
        return Math.Clamp(guess, low, high - 1);
    }

    private void ThrowOutside(long index) => throw new DamagedFileException(
        _file.Path, _offset, $"element {index} of a column of {Count} ids was referred to");
}
