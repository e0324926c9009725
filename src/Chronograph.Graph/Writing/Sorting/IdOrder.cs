using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Node ids in ascending order, each with a number, found by their first bits: they are hashes, so those spread them evenly.</summary>
/// <remarks>Sorted in linear time, into buckets of a few ids each. Takes 21 bytes an id.</remarks>
internal sealed class IdOrder
{
    private const int IdsPerBucket = 4;
    private const int MostBucketBits = 26;

    // No bucket of hashes holds so many; one of ids that somebody made to begin alike may.
    private const int FullBucket = 64;

    // What is searched together should find what it reads in the second-level cache.
    private const int BytesPerPart = 128 << 10;
    private const int BytesPerId = 21;
    private const int MostPartBits = 11;

    private readonly NodeId[] _ids;
    private readonly int[] _numbers;

    // Where each bucket ends, which is where the next one begins.
    private readonly int[] _ends;
    private readonly int _shift;

    private IdOrder(NodeId[] ids, int[] numbers, int[] ends, int shift)
    {
        _ids = ids;
        _numbers = numbers;
        _ends = ends;
        _shift = shift;
    }

    public static IdOrder Empty { get; } = Of([]);

    public int Count => _ids.Length;

    public long Bytes => (long)Count * BytesPerId;

    /// <summary>The ids in ascending order.</summary>
    public ReadOnlySpan<NodeId> Ids => _ids;

    /// <summary>The number of each id.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <param name="ids">Distinct ids; the number of each is its place.</param>
    [MethodImpl(Bulk.Loop)]
    public static IdOrder Of(ReadOnlySpan<NodeId> ids)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)ids.Length / IdsPerBucket + 1), 1, MostBucketBits);
        var order = new IdOrder(new NodeId[ids.Length], new int[ids.Length], Starts(ids, bits), 64 - bits);
        for (var number = 0; number < ids.Length; number++)
            order.Put(ids[number], number);
        order.SortBuckets();
        return order;
    }

    /// <summary>The number of an id, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(NodeId id)
    {
        var bucket = id.High >> _shift;
        var (start, end) = (bucket == 0 ? 0 : _ends[bucket - 1], _ends[bucket]);
        if (end - start > FullBucket)
            return Array.BinarySearch(_ids, start, end - start, id) is >= 0 and var found ? _numbers[found] : -1;
        for (var place = start; place < end; place++)
        {
            if (_ids[place] == id)
                return _numbers[place];
        }

        return -1;
    }

    /// <summary>The numbers of many ids, or -1, part by part of the order so that each part is fetched from memory once.</summary>
    [MethodImpl(Bulk.Loop)]
    public void Find(ReadOnlySpan<NodeId> ids, Span<int> numbers)
    {
        var bits = Math.Min(MostPartBits, BitOperations.Log2((uint)(Bytes / BytesPerPart) + 1));
        if (bits == 0)
        {
            for (var index = 0; index < ids.Length; index++)
                numbers[index] = Find(ids[index]);
            return;
        }

        var (byPart, places) = (ArrayPool<NodeId>.Shared.Rent(ids.Length), ArrayPool<int>.Shared.Rent(ids.Length));
        var ends = Starts(ids, bits);
        for (var index = 0; index < ids.Length; index++)
        {
            var at = ends[ids[index].High >> (64 - bits)]++;
            byPart[at] = ids[index];
            places[at] = index;
        }

        for (var at = 0; at < ids.Length; at++)
            numbers[places[at]] = Find(byPart[at]);
        ArrayPool<NodeId>.Shared.Return(byPart);
        ArrayPool<int>.Shared.Return(places);
    }

    [MethodImpl(Bulk.Loop)]
    private static int[] Starts(ReadOnlySpan<NodeId> ids, int bits)
    {
        var starts = new int[(1 << bits) + 1];
        foreach (ref readonly var id in ids)
            starts[(id.High >> (64 - bits)) + 1]++;
        for (var bucket = 1; bucket < starts.Length; bucket++)
            starts[bucket] += starts[bucket - 1];
        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(NodeId id, int number)
    {
        var place = _ends[id.High >> _shift]++;
        _ids[place] = id;
        _numbers[place] = number;
    }

    [MethodImpl(Bulk.Loop)]
    private void SortBuckets()
    {
        var start = 0;
        for (var bucket = 0; bucket < _ends.Length - 1; start = _ends[bucket++])
            SortBucket(start, _ends[bucket]);
    }

    /// <summary>By insertion, since a bucket holds a few.</summary>
    [MethodImpl(Bulk.Loop)]
    private void SortBucket(int start, int end)
    {
        if (end - start > FullBucket)
        {
            Array.Sort(_ids, _numbers, start, end - start);
            return;
        }

        for (var sorted = start + 1; sorted < end; sorted++)
        {
            var (id, number, place) = (_ids[sorted], _numbers[sorted], sorted);
            for (; place > start && id.CompareTo(_ids[place - 1]) < 0; place--)
                (_ids[place], _numbers[place]) = (_ids[place - 1], _numbers[place - 1]);
            (_ids[place], _numbers[place]) = (id, number);
        }
    }
}
