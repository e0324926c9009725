using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Where in a column of ids those with the same first bits stand, so that an id is found within a few.</summary>
/// <remarks>
/// Element <i>i</i> of 2^<i>b</i> + 1 is the number of ids whose first <i>b</i> bits are below <i>i</i>. Ids are hashes, so
/// buckets are about equally full. A column that is absent leaves the search to interpolation.
/// </remarks>
internal readonly struct IdIndex
{
    private readonly WordColumn _starts;
    private readonly int _shift;

    private IdIndex(WordColumn starts, int bits)
    {
        _starts = starts;
        _shift = 64 - bits;
    }

    public bool IsPresent => _starts.Count > 0;

    /// <summary>How much of the numbers from 0 to 2^64 a bucket covers.</summary>
    public double Width => Math.ScaleB(1, _shift);

    /// <param name="ids">How many ids the indexed column has.</param>
    public static IdIndex Open(SegmentFile file, ColumnId id, long ids)
    {
        var starts = WordColumn.Open(file, id, -1, 32);
        if (starts.Count == 0)
            return default;
        var buckets = starts.Count - 1;
        if (!long.IsPow2(buckets) || buckets is < 2 or > 1L << 32 || ids is < 2 or > uint.MaxValue)
            throw file.Damaged(id, $"has {starts.Count} elements for {ids} ids");
        return new IdIndex(starts, (int)long.Log2(buckets));
    }

    /// <summary>Begins to fetch what <see cref="Bucket"/> reads for a key. Only a hint.</summary>
    public void Fetch(ulong key) => _starts.Fetch((long)(key >> _shift));

    /// <summary>The places that the ids of a bucket take, always within [0, <paramref name="count"/>].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (long Start, long End) Bucket(ulong key, long count) => _starts.NarrowRange((long)(key >> _shift), count);

    /// <summary>Where in its bucket a key stands if the bucket's keys are spread evenly: within [start, end].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Expected(ulong key, (long Start, long End) bucket) =>
        bucket.Start + (long)Math.BigMul(key << (64 - _shift), (ulong)(bucket.End - bucket.Start), out _);

    /// <summary>The least key of a bucket.</summary>
    public double Lowest(ulong key) => key >> _shift << _shift;
}
