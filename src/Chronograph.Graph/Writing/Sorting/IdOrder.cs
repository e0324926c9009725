using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Chronograph.Graph;

/// <summary>Node ids in ascending order, each with a number, found by their first bits: they are hashes, so those spread them evenly.</summary>
/// <remarks>Sorted in linear time, into buckets of two to four ids each. Takes 22 bytes an id.</remarks>
internal sealed class IdOrder
{
    private const int IdsPerBucket = 2;
    private const int MostBucketBits = 27;

    // So many ids from the start of a bucket on are compared together; one in thirty lies further behind.
    private const int ComparedTogether = 8;

    // No bucket of hashes holds so many; one of ids that somebody made to begin alike may.
    private const int FullBucket = 64;

    // What is searched together should find what it reads in the second-level cache.
    private const int BytesPerPart = 128 << 10;
    private const int BytesPerId = 22;
    private const int MostPartBits = 11;

    // Some room is left behind the last, for comparing.
    private readonly NodeId[] _ids;
    private readonly int[] _numbers;

    // Where each bucket begins, which is where the one before it ends.
    private readonly int[] _starts;
    private readonly int _shift;

    // Without meaning: that something becomes of what is touched keeps the touching from being left out.
    private int _touched;

    private IdOrder(int count, int[] starts, int shift)
    {
        Count = count;
        _ids = new NodeId[count + ComparedTogether];
        _numbers = new int[count];
        _starts = starts;
        _shift = shift;
    }

    public static IdOrder Empty { get; } = Of([]);

    public int Count { get; }

    public long Bytes => (long)Count * BytesPerId;

    /// <summary>The ids in ascending order.</summary>
    public ReadOnlySpan<NodeId> Ids => _ids.AsSpan(0, Count);

    /// <summary>The number of each id.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <param name="ids">Distinct ids; the number of each is its place.</param>
    [MethodImpl(Bulk.Loop)]
    public static IdOrder Of(ReadOnlySpan<NodeId> ids)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)ids.Length / IdsPerBucket + 1), 1, MostBucketBits);
        var order = new IdOrder(ids.Length, Starts(ids, bits), 64 - bits);
        for (var number = 0; number < ids.Length; number++)
            order.Put(ids[number], number);
        order.SortBuckets();
        return order;
    }

    /// <summary>The number of an id, or -1.</summary>
    /// <remarks>No branch depends on the ids that are read, unless the id is absent or its bucket is full: searches overlap.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(NodeId id)
    {
        var start = _starts[id.High >> _shift];
        var wanted = Vector256.Create(id.High, id.Low, id.High, id.Low);
        var pairs = MemoryMarshal.Cast<NodeId, Vector256<ulong>>(_ids.AsSpan(start, ComparedTogether));
        var equal = Vector256.Equals(pairs[0], wanted).ExtractMostSignificantBits()
            | (Vector256.Equals(pairs[1], wanted).ExtractMostSignificantBits() << 4)
            | (Vector256.Equals(pairs[2], wanted).ExtractMostSignificantBits() << 8)
            | (Vector256.Equals(pairs[3], wanted).ExtractMostSignificantBits() << 12);
        equal &= (equal >> 1) & 0x5555;
        var place = start + BitOperations.TrailingZeroCount(equal) / 2;
        return equal != 0 && place < Count ? _numbers[place] : FindFurther(id);
    }

    /// <summary>The numbers of many ids, or -1, part by part of the order so that each part is fetched from memory once.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="numbers">Gets the number of each.</param>
    /// <param name="byPart">To work in: room for as many ids.</param>
    /// <param name="found">To work in: room for as many numbers.</param>
    [MethodImpl(Bulk.Loop)]
    public void Find(ReadOnlySpan<NodeId> ids, Span<int> numbers, Span<NodeId> byPart, Span<int> found)
    {
        var bits = Math.Min(MostPartBits, BitOperations.Log2((uint)(Bytes / BytesPerPart) + 1));
        if (bits == 0)
        {
            for (var index = 0; index < ids.Length; index++)
                numbers[index] = Find(ids[index]);
            return;
        }

        var ends = Starts(ids, bits);
        var starts = ends.AsSpan().ToArray();
        foreach (ref readonly var id in ids)
            byPart[ends[(id.High >> (64 - bits)) + 1]++] = id;
        for (var part = 0; part < 1 << bits; part++)
        {
            Touch(part, bits);
            for (var at = starts[part + 1]; at < ends[part + 1]; at++)
                found[at] = Find(byPart[at]);
        }

        // Each part has the order of the ids, so that what was found is read from front to back in every part.
        for (var index = 0; index < ids.Length; index++)
            numbers[index] = found[starts[(ids[index].High >> (64 - bits)) + 1]++];
    }

    /// <summary>Brings a part of the order into the cache from front to back, which is faster than to wait for each search.</summary>
    [MethodImpl(Bulk.Loop)]
    private void Touch(int part, int bits)
    {
        const int Line = 64;
        var bucketsPerPart = (_starts.Length - 2) >> bits;
        var buckets = _starts.AsSpan(part * bucketsPerPart, bucketsPerPart + 1);
        var touched = 0;
        for (var bucket = 0; bucket < buckets.Length; bucket += Line / sizeof(int))
            touched += buckets[bucket];
        for (var place = buckets[0]; place < buckets[^1]; place += Line / sizeof(int))
            touched += _numbers[place];
        for (var place = buckets[0]; place < buckets[^1]; place += Line / NodeId.Size)
            touched += (int)_ids[place].Low;
        _touched = touched;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindFurther(NodeId id)
    {
        var bucket = id.High >> _shift;
        var (start, end) = (_starts[bucket], _starts[bucket + 1]);
        if (end - start > FullBucket)
            return Array.BinarySearch(_ids, start, end - start, id) is >= 0 and var found ? _numbers[found] : -1;
        var place = _ids.AsSpan(start, end - start).IndexOf(id);
        return place < 0 ? -1 : _numbers[start + place];
    }

    /// <summary>Where each part begins, at the place behind its number: counted up from there, it becomes where the next begins.</summary>
    [MethodImpl(Bulk.Loop)]
    private static int[] Starts(ReadOnlySpan<NodeId> ids, int bits)
    {
        var starts = new int[(1 << bits) + 2];
        foreach (ref readonly var id in ids)
            starts[(id.High >> (64 - bits)) + 2]++;
        for (var bucket = 2; bucket < starts.Length; bucket++)
            starts[bucket] += starts[bucket - 1];
        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(NodeId id, int number)
    {
        var place = _starts[(id.High >> _shift) + 1]++;
        _ids[place] = id;
        _numbers[place] = number;
    }

    [MethodImpl(Bulk.Loop)]
    private void SortBuckets()
    {
        for (var bucket = 0; bucket < _starts.Length - 2; bucket++)
            SortBucket(_starts[bucket], _starts[bucket + 1]);
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
