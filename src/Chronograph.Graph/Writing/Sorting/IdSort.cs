using System.Numerics;

namespace Chronograph.Graph;

/// <summary>Sorts node ids in linear time: they are hashes, so their first bits spread them evenly over small buckets.</summary>
internal static class IdSort
{
    private const int ShareOfBucket = 4;
    private const int MostBucketBits = 22;

    /// <summary>Sorts ids, and numbers along with them.</summary>
    public static void Sort(NodeId[] ids, int[] numbers)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)ids.Length / ShareOfBucket + 1), 1, MostBucketBits);
        var starts = Starts(ids, bits);
        var (sortedIds, sortedNumbers) = (new NodeId[ids.Length], new int[ids.Length]);
        for (var index = 0; index < ids.Length; index++)
        {
            var place = starts[ids[index].High >> (64 - bits)]++;
            sortedIds[place] = ids[index];
            sortedNumbers[place] = numbers[index];
        }

        // Each start has moved to where the next bucket begins.
        var start = 0;
        for (var bucket = 0; bucket < starts.Length - 1; start = starts[bucket++])
        {
            if (starts[bucket] - start > 1)
                Array.Sort(sortedIds, sortedNumbers, start, starts[bucket] - start);
        }

        sortedIds.CopyTo(ids, 0);
        sortedNumbers.CopyTo(numbers, 0);
    }

    private static int[] Starts(NodeId[] ids, int bits)
    {
        var starts = new int[(1 << bits) + 1];
        foreach (var id in ids)
            starts[(id.High >> (64 - bits)) + 1]++;
        for (var bucket = 1; bucket < starts.Length; bucket++)
            starts[bucket] += starts[bucket - 1];
        return starts;
    }
}
